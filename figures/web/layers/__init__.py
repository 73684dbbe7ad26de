"""The layers of the map, one file each; a new one needs its file and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.web.layers.age import AGE
from figures.web.layers.coverage import COVERAGE
from figures.web.layers.gap import GAP
from figures.web.layers.new import NEW
from figures.web.layers.programme import PROGRAMME
from figures.web.layers.review import REVIEW
from figures.web.layers.status import STATUS
from figures.web.layers.year import YEAR
from store.registry import Registry

if TYPE_CHECKING:
    from figures.web.layers.layer import Layer

LAYERS: Registry[Layer] = Registry(
    "layer", (STATUS, YEAR, AGE, NEW, COVERAGE, GAP, REVIEW, PROGRAMME)
)
"""What the map can be coloured by, in the order of its menu."""

DEFAULT_LAYER = STATUS.key
