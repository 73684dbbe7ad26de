"""The counting rules, one file each; a new one needs its file and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.coverage.rules.official import OFFICIAL
from analysis.coverage.rules.strict import STRICT
from analysis.coverage.rules.units import UNITS
from store.registry import Registry

if TYPE_CHECKING:
    from analysis.coverage.rules.rule import Rule

RULES: Registry[Rule] = Registry("rule", (OFFICIAL, STRICT, UNITS))
"""How coverage can be counted, in the order it is offered in."""

DEFAULT_RULE = OFFICIAL.key
