"""Tables as documents hold them, and as a reader sees them."""

from __future__ import annotations

from dataclasses import dataclass

from figures.words.language import NO_VALUE, Words, words

TEXT, COUNT, SHARE = "text", "count", "share"

DATA_ONLY = (
    "unit_id",
    "recipient_id",
    "low_krw",
    "high_krw",
    "shared_by",
    "depopulating",
)
"""Columns that data files have and a page does without: keys, details, amounts as numbers."""

Value = str | int | float | None


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    key
        Its name in data files.
    label, other_label
        Its name in the content's language and in the other one.
    kind
        `TEXT`, `COUNT` or `SHARE` (a share 0-1).
    """

    key: str
    label: str
    other_label: str
    kind: str


@dataclass(frozen=True)
class Table:
    """A tidy table; a missing number is None, never 0.

    Parameters
    ----------
    key, title
        What it is.
    columns, rows
        The values, one for each column.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    def shown(self, lang: str) -> list[list[str]]:
        """Return the rows as a reader sees them."""
        say = words(lang)
        return [
            [show(value, column.kind, say) for value, column in zip(row, self.columns, strict=True)]
            for row in self.rows
        ]

    def column(self, key: str) -> list[Value]:
        """Return one column's values."""
        at = [column.key for column in self.columns].index(key)
        return [row[at] for row in self.rows]


def show(value: Value, kind: str, say: Words) -> str:
    """Return a value as a reader sees it; a dash stands where none applies."""
    if value is None:
        return NO_VALUE
    if isinstance(value, str):
        return value
    return say.percent(value) if kind == SHARE else say.number(value)


def reader_columns(table: Table) -> tuple[tuple[Column, ...], list[list[int]]]:
    """Return a table's columns for a page: least and most as one column where they always agree.

    Returns
    -------
    :
        The columns, and for each the positions of the values it shows: one, or two for a range.
    """
    keys = [column.key for column in table.columns]
    shown: list[Column] = []
    positions: list[list[int]] = []
    for at, column in enumerate(table.columns):
        if column.key in DATA_ONLY or column.key.endswith("_max"):
            continue
        if column.key.endswith("_min"):
            pair = keys.index(column.key.replace("_min", "_max"))
            shown.append(column)
            positions.append([at, pair])
        else:
            shown.append(column)
            positions.append([at])
    return tuple(shown), positions


HEAD = {
    "designated_min": "picture.column.designated",
    "share_min": "picture.column.share",
    "total_min": "trend.total",
}
"""What a column of least values is called where it shows the whole range."""


def reader_table(table: Table, lang: str) -> tuple[list[str], list[list[str]], list[str]]:
    """Return a table as a page shows it: heads, rows and the kind of each column."""
    say = words(lang)
    columns, positions = reader_columns(table)
    heads = [say(HEAD[c.key]) if c.key in HEAD else c.label for c in columns]
    rows = [
        [
            _ranged([row[i] for i in at], column.kind, say)
            for column, at in zip(columns, positions, strict=True)
        ]
        for row in table.rows
    ]
    return heads, rows, [column.kind for column in columns]


def _ranged(values: list[Value], kind: str, say: Words) -> str:
    low, high = values[0], values[-1]
    if low == high or isinstance(low, str) or isinstance(high, str) or low is None or high is None:
        return show(low, kind, say)
    if kind == SHARE:
        return say.percent_range(low, high)
    return say.count_range(int(low), int(high))


WIDE_FROM = 0x1100
"""Signs from here on (Hangul Jamo) are as wide as two Latin letters."""


def letters(text: str) -> int:
    """Return how wide a text is, in Latin letters."""
    return sum(2 if ord(sign) >= WIDE_FROM else 1 for sign in text)


LETTER = 0.64
"""Width of a Latin letter over its size in a wide bold face; a Korean one takes two."""

MARGINS = 3
"""Room a cell leaves beside its text, in Latin letters."""


LONGEST = 72
"""Letters of a column's widest line; what is longer goes on below."""


def widths(heads: list[str], rows: list[list[str]]) -> list[float]:
    """Return how wide each column of a table is, in Latin letters.

    Parameters
    ----------
    heads, rows
        From `reader_table`; a head may break onto a second line.
    """
    return [
        MARGINS
        + max(
            letters(head) / 2,
            *(letters(word) for word in head.split()),
            *(min(letters(row[j]), LONGEST) for row in rows),
        )
        for j, head in enumerate(heads)
    ]


def fitted(heads: list[str], rows: list[list[str]], room: float, size: float) -> float:
    """Return the size of text, at most `size`, at which a table fits a width of the same unit."""
    return min(size, room / (sum(widths(heads, rows)) * LETTER))
