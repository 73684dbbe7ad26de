"""What a cell may hold, as patterns; and the shape of a table's description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DATE = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
DATE_OR_BLANK = rf"^$|{DATE}"
UNIT_ID = r"^\d{5}$"
UNIT_IDS = r"^\d{5}(;\d{5})*$"
YEAR = r"^20\d{2}$"
YEAR_OR_BLANK = rf"^$|{YEAR}"
YEARS_OR_BLANK = r"^$|^\d{4}(-\d{4})?$"
COUNT = r"^\d+$"
COUNT_OR_BLANK = r"^\d*$"
RATE_OR_BLANK = r"^$|^\d{1,3}(\.\d+)?$"
STAMP_OR_BLANK = r"^$|^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+09:00$"
TEXT = r"^\S"
ANY = r""

NUMBER_OR_BLANK = r"^$|^-?\d+(\.\d+)?$"
UNIT_ID_OR_BLANK = rf"^$|{UNIT_ID}"
AGES = [f"age_{low}_{low + 4}" for low in range(0, 100, 5)] + ["age_100p"]
"""The columns of five-year age groups."""

CONFIDENCE = r"^(high|medium|low|inferred)$"
KIND = r"^(si|gun|gu|administrative_si|special_city)$"
CHANGE_KIND = r"^(created|merged|split|renamed|moved_province)$"
EVENT_KIND = (
    r"^(designated|lapsed|uncounted|redesignated|redesignated_excellent|deferred|cancelled"
    r"|ruled_designated|ruled_not_designated)$"
)
PROGRAMME = r"^[a-z]+(_[a-z]+)*$"
"""Its key; which there are is known to `analysis.programmes.kinds`."""

COUNTED_BY = r"^(ministry|press|city|council)$"


@dataclass(frozen=True)
class TableSpec:
    """What one table must look like.

    Parameters
    ----------
    path
        The file, relative to the data folder.
    columns
        The pattern each value of a column must match, in column order.
    key
        Columns that together name a row; no two rows share them.
    """

    path: str
    columns: Mapping[str, str]
    key: tuple[str, ...]
