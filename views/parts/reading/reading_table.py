"""Tables to be read: whole, with wrapped text, sorted by a press on a head, names that are links.

A table of figures and reasons that a reader sees first is text on the page, as in print: no boxes
to tick, nothing cut off. The browser sorts the rows and keeps the order in the address.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from figures.words.language import NO_VALUE
from views.reader import session

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Column:
    """A column of a table to be read.

    Parameters
    ----------
    key
        Names it in the address; the same in every language.
    title
        Its head.
    cells
        What is read in each row.
    order
        What the rows are sorted by, one value a row; a missing one stands last. Left out, the
        cells themselves.
    figures
        Whether it holds figures, which stand at the right.
    markup
        Whether the cells are HTML that the page has made; any other is escaped.
    """

    key: str
    title: str
    cells: Sequence[str]
    order: Sequence[object] | None = None
    figures: bool = False
    markup: bool = False

    def cell(self, row: int) -> str:
        """Return one cell as HTML, without its element."""
        text = str(self.cells[row])
        return text if self.markup else escape(text)

    def attributes(self, row: int) -> str:
        """Return what an element of the column carries."""
        value = self.cells[row] if self.order is None else self.order[row]
        missing = value is None or value == NO_VALUE
        missing = missing or (isinstance(value, float) and math.isnan(value))
        kept = "" if missing else str(value)
        plain = self.order is None and not missing
        own = "" if plain else f' data-value="{escape(kept, quote=True)}"'
        return (' class="figures"' if self.figures else "") + own


@dataclass(frozen=True)
class Choice:
    """What a press on a row's name chooses.

    Parameters
    ----------
    name
        The parameter of the address.
    keys
        Its value for each row; empty for a row that cannot be chosen.
    chosen
        The value that is chosen now; pressed again it is let go.
    """

    name: str
    keys: Sequence[str]
    chosen: str


def reading_table(
    columns: Sequence[Column], name: str, label: str, choice: Choice | None = None
) -> None:
    """Draw a table.

    Parameters
    ----------
    columns
        The first names the rows.
    name
        Of the table in the address; unique on its page.
    label
        What it is, for who cannot see it.
    choice
        What a press on a row's name chooses; None for nothing.
    """
    st.html(table_html(columns, name, label, choice))


def table_html(
    columns: Sequence[Column], name: str, label: str, choice: Choice | None = None
) -> str:
    """Return the table that `reading_table` draws."""
    heads = "".join(
        f'<th scope="col" data-key="{escape(one.key, quote=True)}"'
        f"{' class=figures' if one.figures else ''}>"
        f'<button type="button">{escape(one.title)}</button></th>'
        for one in columns
    )
    count = len(columns[0].cells) if columns else 0
    rows = "".join(_row(columns, row, choice) for row in range(count))
    return (
        f'<div class="reading" role="region" tabindex="0" aria-label="{escape(label, quote=True)}">'
        f'<table class="reading" data-sorted="{escape(name, quote=True)}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(columns: Sequence[Column], row: int, choice: Choice | None) -> str:
    """Return a row; its first cell is its head, and a link where something can be chosen."""
    first, *others = columns
    named, current = first.cell(row), ""
    key = choice.keys[row] if choice else ""
    if choice and key:
        chosen = key == choice.chosen
        current = ' aria-current="true"' if chosen else ""
        params = session.state().having(**{choice.name: "" if chosen else key}).params()
        named = (
            f'<a href="?{escape(urlencode(params), quote=True)}" '
            f'data-choose="{escape(key, quote=True)}">{named}</a>'
        )
    cells = "".join(f"<td{one.attributes(row)}>{one.cell(row)}</td>" for one in others)
    return f'<tr{current}><th scope="row"{first.attributes(row)}>{named}</th>{cells}</tr>'
