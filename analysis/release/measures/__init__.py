"""The registry of what a figure can count: one small object each, found by the module it stands in.

A new measure is one new module here with a `MEASURES` tuple; nothing else has to know it.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analysis.release.measures.base import Measure


@cache
def registry() -> dict[str, Measure]:
    """Return every measure by its key."""
    found: dict[str, Measure] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda m: m.name):
        one = importlib.import_module(f"{__name__}.{module.name}")
        found |= {measure.key: measure for measure in getattr(one, "MEASURES", ())}
    return found
