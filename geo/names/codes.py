"""Which places an official code means: KOSTAT's or the Ministry of the Interior's, or both."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from geo.names.keys import visible

if TYPE_CHECKING:
    from geo.places.register import Register

WRITTEN = re.compile(r"[\"'\s]*([0-9][0-9,\s]*)(?:\.0+)?[\"'\s]*")
FIVE = 5


def digits_of(text: str) -> str:
    """Return the digits of a text that is a code, however a spreadsheet wrote it; else blank."""
    found = WRITTEN.fullmatch(visible(text))
    return re.sub(r"[,\s]", "", found[1]) if found else ""


class Codes:
    """The five-digit codes of both systems.

    Parameters
    ----------
    register
        Its codes and places; a place's own key counts as a code of KOSTAT.
    """

    def __init__(self, register: Register) -> None:
        self._places: dict[str, dict[str, set[str]]] = {
            system: defaultdict(set) for system in ("kostat", "mois")
        }
        self._districts: dict[str, dict[str, set[str]]] = {
            system: defaultdict(set) for system in ("kostat", "mois")
        }
        for unit in register.places["unit_id"]:
            self._places["kostat"][unit].add(unit)
        columns = register.codes[["system", "code", "unit_id", "level"]]
        for system, code, unit, level in columns.itertuples(index=False):
            kinds = self._districts if level == "district" else self._places
            kinds[system][code].add(unit)

    def find(self, digits: str) -> tuple[set[str], set[str]]:
        """Return the places and the cities of districts that a code means.

        Parameters
        ----------
        digits
            Five digits of either system, or ten of the Ministry's with zeros for what lies below.
        """
        systems: tuple[str, ...] = ("kostat", "mois")
        code = digits
        if len(digits) > FIVE and not digits[FIVE:].strip("0"):
            code = digits[:FIVE]
            systems = ("mois",) if len(digits) == 2 * FIVE else systems
        units = {unit for system in systems for unit in self._places[system].get(code, ())}
        districts = {unit for system in systems for unit in self._districts[system].get(code, ())}
        return units, districts
