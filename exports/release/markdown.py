"""The draft as Markdown: for a mail, a wiki, or to see what it says; comments are footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exports.release.draft import INDENT, Grid, Line, mark_of
from figures.words.language import words

if TYPE_CHECKING:
    from exports.release.draft import Annex, Draft

SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
"""What means something in Markdown."""


def build_markdown(draft: Draft) -> bytes:
    """Return the draft as Markdown; the same draft gives the same bytes."""
    return _Page(draft).text().encode()


class _Page:
    """A Markdown page in the making, with its footnotes.

    Parameters
    ----------
    draft
        What it says.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.say = words(draft.lang)
        self.lines: list[str] = []
        self.notes: list[str] = []

    def text(self) -> str:
        """Return the whole page."""
        draft, say = self.draft, self.say
        if draft.watermark:
            self.lines += [f"**{escaped(draft.watermark)}**", ""]
        self.lines += [f"**{say('draft.head.title')}**", ""]
        self._head()
        self.lines += ["", f"# {escaped(draft.title.text)}", ""]
        for line in draft.subtitles:
            self._line(line)
        self.lines += ["", f"## {say('draft.head.key')}", ""]
        for line in draft.key_points:
            self._line(line)
        self.lines += ["", "---", ""]
        for line in draft.body:
            self._line(line)
        self._contacts()
        for number, annex in enumerate(draft.annexes, start=1):
            self._annex(number, annex)
        self.lines += ["", "---", "", escaped(say("draft.foot.source", source=draft.source))]
        self.lines += ["", escaped(say("draft.foot.licence"))]
        if self.notes:
            self.lines += ["", *self.notes]
        return "\n".join(self.lines) + "\n"

    def _head(self) -> None:
        first, *rest = self.draft.times
        self._row(first)
        self.lines.append("| --- | --- |")
        for row in rest:
            self._row(row)

    def _contacts(self) -> None:
        draft, say = self.draft, self.say
        self.lines += ["", f"## {say('draft.head.contact')}", ""]
        self._row((say("draft.head.department"), draft.department))
        self.lines.append("| --- | --- |")
        for row in draft.contact_rows:
            self._row(row)

    def _row(self, cells: tuple[str, ...]) -> None:
        self.lines.append(f"| {' | '.join(escaped(cell) for cell in cells)} |")

    def _line(self, line: Line) -> None:
        marks = self._notes(line.notes)
        mark = mark_of(line.level, self.draft.lang)
        indent = INDENT[line.level].replace(" ", "&nbsp;")
        self.lines += [f"{indent}{escaped(mark)} {escaped(line.text)}{marks}", ""]

    def _notes(self, notes: tuple[str, ...]) -> str:
        """Return the marks of some comments, and keep what they say for the foot."""
        marks = ""
        for note in notes:
            shown = escaped(note)
            known = next(
                (at for at, one in enumerate(self.notes) if one.endswith(f": {shown}")), -1
            )
            if known < 0:
                known = len(self.notes)
                self.notes.append(f"[^{letter(known)}]: {shown}")
            marks += f"[^{letter(known)}]"
        return marks

    def _annex(self, number: int, annex: Annex) -> None:
        head = self.say("draft.head.annex", number=number)
        self.lines += ["", escaped(head), "", f"## {escaped(annex.title)}", ""]
        for part in annex.parts:
            if isinstance(part, Grid):
                self._grid(part)
            else:
                self._line(part)

    def _grid(self, grid: Grid) -> None:
        self.lines += [f"### {escaped(grid.title)}{self._notes(grid.notes)}", ""]
        self._row(grid.heads)
        sides = ("---:" if at in grid.numbers else "---" for at in range(len(grid.heads)))
        self.lines.append(f"| {' | '.join(sides)} |")
        for cells in grid.cells:
            self._row(cells)
        self.lines.append("")


def letter(at: int) -> str:
    """Return the mark of a footnote: letters, since a number beside a figure reads as one."""
    first, second = divmod(at, 26)
    return ("" if first == 0 else chr(ord("a") + first - 1)) + chr(ord("a") + second)


def escaped(text: str) -> str:
    """Return a text that means in Markdown what it says."""
    return SPECIAL.sub(r"\\\1", text)
