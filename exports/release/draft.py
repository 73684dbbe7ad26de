"""What a draft consists of, before any file format: lines, tables, annexes, the header."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from exports.brief.blanks import BLANK
from figures.words.language import words

if TYPE_CHECKING:
    from collections.abc import Iterator

BOX, CIRCLE, DASH, STAR = "box", "circle", "dash", "star"
LEVELS = (BOX, CIRCLE, DASH, STAR)
"""The four levels of a Korean release, □ ㅇ - *, from the first to the note."""

MARKS = {BOX: "□", CIRCLE: "ㅇ", DASH: "-", STAR: "*"}
ENGLISH_MARKS = {BOX: "•", CIRCLE: "-", DASH: "·", STAR: "*"}
"""The same in an English release."""

INDENT = {BOX: "", CIRCLE: " ", DASH: "  ", STAR: "    "}


def mark_of(level: str, lang: str) -> str:
    """Return the mark of a level in a language."""
    return (MARKS if words(lang).names == "ko" else ENGLISH_MARKS)[level]


Row = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One line of a draft.

    Parameters
    ----------
    level
        One of `LEVELS`.
    text
        What it says, without its mark; blanks stand in their brackets.
    rows
        The rows of the data that it is written from, each with the name of its `table`.
    notes
        What its reader should know before it goes out; shown as comments.
    """

    level: str
    text: str
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()

    def headed(self, lang: str) -> str:
        """Return the line with its mark in a language."""
        return f"{mark_of(self.level, lang)} {self.text}"


@dataclass(frozen=True)
class Grid:
    """A table of a draft.

    Parameters
    ----------
    title
        Its caption.
    heads, cells
        The texts.
    numbers
        Which columns hold numbers and stand to the right.
    rows
        The rows of the data behind it.
    notes
        Comments, as on a line.
    """

    title: str
    heads: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Annex:
    """An annex: its title and what stands in it.

    Parameters
    ----------
    title
        What it is.
    parts
        Lines and tables in order.
    """

    title: str
    parts: tuple[Line | Grid, ...]


@dataclass(frozen=True)
class Contact:
    """Somebody who answers the press.

    Parameters
    ----------
    role, name, phone
        As the contact box has them.
    """

    role: str
    name: str
    phone: str


@dataclass(frozen=True)
class Draft:
    """A release of an edition, in one language.

    Parameters
    ----------
    edition, lang, date
        What it is of.
    title, subtitles
        Above the text.
    times
        Name and value of each row of the header: when it may be printed, when it was given out.
    department
        Who wrote it.
    contacts
        Whom to call.
    key_points, body
        The framed summary and the text.
    annexes
        In order.
    watermark
        What stands on a draft before its hour; empty for the public.
    source
        Where its figures come from, for the footer.
    """

    edition: str
    lang: str
    date: str
    title: Line
    subtitles: tuple[Line, ...]
    times: tuple[tuple[str, str], ...]
    department: str
    contacts: tuple[Contact, ...]
    key_points: tuple[Line, ...]
    body: tuple[Line, ...]
    annexes: tuple[Annex, ...]
    watermark: str = ""
    source: str = ""

    @property
    def contact_rows(self) -> tuple[tuple[str, str], ...]:
        """What the contact box says under the department: role, and name with telephone."""
        return tuple((one.role, f"{one.name} ({one.phone})") for one in self.contacts)

    @property
    def lines(self) -> Iterator[Line | Grid]:
        """Every line and table, in reading order."""
        yield self.title
        yield from self.subtitles
        yield from self.key_points
        yield from self.body
        for annex in self.annexes:
            yield from annex.parts

    @property
    def blanks(self) -> list[str]:
        """What an officer has to fill in, in reading order."""
        heads = [value for _, value in self.times]
        heads += [self.department]
        heads += [part for one in self.contacts for part in (one.role, one.name, one.phone)]
        texts = heads + [
            text
            for part in self.lines
            for text in ([part.text] if isinstance(part, Line) else sum(part.cells, ()))
        ]
        return [found for text in texts for found in BLANK.findall(text)]
