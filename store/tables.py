"""Read the atlas's own tables and hold them against their schemas.

Every table is UTF-8 text with a header. Codes stay text (a leading zero is a digit like any
other) and dates stay ISO text, which sorts and compares as dates do. All faults of all tables
are reported together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from store.errors import Fault, InputError
from store.folders import DATA
from store.schemas import SPECS
from store.table_specs.cross_checks import cross_faults
from store.table_specs.patterns import DATE, DATE_OR_BLANK

if TYPE_CHECKING:
    from pathlib import Path

    import pandera.pandas as pa

    from store.table_specs.patterns import TableSpec


@cache
def _schema(name: str) -> pa.DataFrameSchema:
    """Return the pandera schema of a table; pandera is imported late because it is slow to."""
    import pandera.pandas as pa  # noqa: PLC0415  # see above

    spec = SPECS[name]
    columns = {
        column: pa.Column(
            str, pa.Check.str_matches(pattern, error=pattern or "any text") if pattern else None
        )
        for column, pattern in spec.columns.items()
    }
    return pa.DataFrameSchema(columns, strict=True, name=name)


CONTROL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
)
"""Control signs, line separators and what turns the writing direction, in UTF-8."""


def read_text_table(path: Path) -> pd.DataFrame:
    """Read a UTF-8 table with every value as text; blanks are empty text, never NaN.

    Raises
    ------
    InputError
        If the file is missing, empty, not UTF-8, or a row has more fields than the header.
    """
    try:
        _refuse_control(path)
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError.one(
            str(path), value="no file", expected="a table", next_step="Restore it from the project."
        ) from None
    except UnicodeDecodeError as error:
        raise InputError.one(
            str(path),
            where=f"byte {error.start}",
            value="bytes that are not UTF-8",
            expected="UTF-8 text",
            next_step="Save the table as 'CSV UTF-8'.",
        ) from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InputError.one(
            str(path),
            value=str(error).strip(),
            expected="a header and rows with one value a column",
            next_step="Open the table and mend the row named.",
        ) from None
    return frame


def _refuse_control(path: Path) -> None:
    """Refuse a table with signs that nobody sees and that break pictures and terminals."""
    content = path.read_bytes()
    found = CONTROL.search(content)
    if found is not None:
        sign = found[0].decode("utf-8", "replace")
        line = content.count(b"\n", 0, found.start()) + 1
        raise InputError.one(
            str(path),
            where=f"line {line}",
            value=f"the unseen sign U+{ord(sign):04X}",
            expected="text that is seen",
            next_step="Remove it.",
        )


def check_table(name: str, frame: pd.DataFrame, file: str) -> list[Fault]:
    """Return every fault of a table against its schema.

    Parameters
    ----------
    name
        The table, a key of `SPECS`.
    frame
        Its rows, all text.
    file
        The name to report.
    """
    spec = SPECS[name]
    faults = [] if _sound(spec, frame) else _schema_faults(name, frame, file)
    for column in spec.columns:
        if spec.columns[column] in {DATE, DATE_OR_BLANK} and column in frame.columns:
            faults += _impossible_days(file, frame[column])
    if set(spec.key) <= set(frame.columns):
        twice = frame[frame.duplicated(list(spec.key), keep="first")]
        faults += [
            Fault(
                file,
                f"row {int(index) + 2}",
                " ".join(str(row[k]) for k in spec.key),
                f"one row for each {' + '.join(spec.key)}",
                "Remove or correct the second row.",
            )
            for index, row in twice.iterrows()
        ]
    return faults


def _sound(spec: TableSpec, frame: pd.DataFrame) -> bool:
    """Return whether a table certainly fits its schema, at a fraction of the schema's own cost.

    Nearly every table that is read is sound, and finding that out with pandera takes longer to
    import than all tables take to read. What is not found sound here is asked of the schema,
    which alone says what is wrong.
    """
    if sorted(frame.columns) != sorted(spec.columns):
        return False
    for column, pattern in spec.columns.items():
        cells = frame[column]
        if pd.api.types.infer_dtype(cells, skipna=False) not in {"string", "empty"}:
            return False
        matches = re.compile(pattern).match if pattern else None
        if matches and not all(map(matches, cells.unique())):
            return False
    return True


def _schema_faults(name: str, frame: pd.DataFrame, file: str) -> list[Fault]:
    """Return what pandera finds wrong with a table, every cell of it."""
    import pandera.errors  # noqa: PLC0415  # slow to import, needed only for a faulty table

    try:
        _schema(name).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        return [_fault(case, file) for case in error.failure_cases.to_dict("records")]
    return []


def _impossible_days(file: str, cells: pd.Series) -> list[Fault]:
    """Return the dates that are well formed but in no calendar, such as 30 February."""
    written = cells[cells.str.fullmatch(DATE)]
    missing = pd.to_datetime(written, format="%Y-%m-%d", errors="coerce").isna()
    return [
        Fault(
            file,
            f"row {int(str(index)) + 2}, column {cells.name}",
            repr(value),
            "a day of the calendar",
            "Correct the date.",
        )
        for index, value in written[missing].items()
    ]


def _fault(case: dict[Any, Any], file: str) -> Fault:
    """Return one pandera failure as a fault, with the row as the file counts it."""
    if case["check"] == "column_in_dataframe":
        return Fault(
            file, "header", "no such column", f"a column {case['failure_case']}", "Add it."
        )
    if case["check"] == "column_in_schema":
        return Fault(
            file,
            "header",
            f"column {case['failure_case']}",
            "only the columns of the data dictionary",
            "Remove or rename it.",
        )
    row = "" if pd.isna(case["index"]) else f"row {int(case['index']) + 2}, "
    return Fault(
        file,
        f"{row}column {case['column']}",
        repr(case["failure_case"]),
        f"text like {case['check']}",
        "Correct the value; docs/data-dictionary.md says what it means.",
    )


@dataclass(frozen=True)
class Tables:
    """The tables that coverage stands on, checked; names as in `store.schemas.SPECS`.

    Other tables (population, programmes, …) are read one by one with `read_table`.
    """

    provinces: pd.DataFrame
    places: pd.DataFrame
    changes: pd.DataFrame
    codes: pd.DataFrame
    hanja: pd.DataFrame
    editions: pd.DataFrame
    printed_totals: pd.DataFrame
    designations: pd.DataFrame
    events: pd.DataFrame
    undesignated_2023: pd.DataFrame
    sources: pd.DataFrame


CORE = tuple(field.name for field in fields(Tables))


def read_table(name: str, root: Path = DATA) -> pd.DataFrame:
    """Read one table and hold it against its schema.

    Raises
    ------
    InputError
        With every fault of the table.

    Examples
    --------
    >>> table = read_table("places")
    >>> list(table.columns[:3])
    ['unit_id', 'valid_from', 'valid_to']
    """
    path = root / SPECS[name].path
    try:
        found = path.stat()
    except OSError:
        found = None  # reading says what is wrong with it
    stamp = found and (found.st_mtime_ns, found.st_size, found.st_ino)
    return _checked(name, path, stamp).copy()


@lru_cache(maxsize=2 * len(SPECS))
def _checked(name: str, path: Path, stamp: tuple[int, int, int] | None) -> pd.DataFrame:  # noqa: ARG001  # the key
    """Read and check a table; once a process as long as its file stays the same."""
    spec = SPECS[name]
    frame = read_text_table(path)
    faults = check_table(name, frame, spec.path)
    if faults:
        raise InputError(faults)
    return frame


def read_every_table(root: Path = DATA) -> tuple[dict[str, pd.DataFrame], dict[str, list[Fault]]]:
    """Read every table of the atlas, also when some are faulty.

    Parameters
    ----------
    root
        The data folder.

    Returns
    -------
    :
        The sound tables by name, and the faults of the others by name.
    """
    frames: dict[str, pd.DataFrame] = {}
    faults: dict[str, list[Fault]] = {}
    for name in SPECS:
        try:
            frames[name] = read_table(name, root)
        except InputError as error:
            faults[name] = list(error.faults)
    return frames, faults


def read_tables(root: Path = DATA) -> Tables:
    """Read and check the tables that coverage stands on, against each other too.

    Parameters
    ----------
    root
        The data folder.

    Raises
    ------
    InputError
        With every fault of every table, when there is any.
    """
    frames: dict[str, pd.DataFrame] = {}
    faults: list[Fault] = []
    for name in CORE:
        try:
            frames[name] = read_table(name, root)
        except InputError as error:
            faults += error.faults
    if not faults:
        faults = cross_faults(frames)
    if faults:
        raise InputError(faults)
    return Tables(**frames)
