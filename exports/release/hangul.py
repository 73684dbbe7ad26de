"""The draft as HWPX, the form a Korean press office works in: styles by level, memos, blanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.brief.tidy import COUNT, TEXT
from exports.formats.hangul.body import Body
from exports.formats.hangul.package import hwpx_bytes
from exports.release.draft import Grid
from figures.words.language import words

if TYPE_CHECKING:
    from exports.release.draft import Annex, Draft
    from figures.style.theme import Theme

MIME = "application/hwp+zip"


def build_hangul(draft: Draft, theme: Theme) -> bytes:
    """Return the draft as HWPX; the same draft and theme give the same bytes."""
    return _Letter(draft, theme).data()


class _Letter:
    """A Hangul document in the making.

    Parameters
    ----------
    draft, theme
        What it says, and how it looks.
    """

    def __init__(self, draft: Draft, theme: Theme) -> None:
        self.draft, self.theme = draft, theme
        self.say = words(draft.lang)
        source = self.say("draft.foot.source", source=draft.source)
        self.body = Body(
            header=draft.watermark,
            footer=(f"{source} · {self.say('draft.foot.licence')}",),
            captions=False,
            author=theme.office[draft.lang],
            day=draft.date,
        )
        self.noted: set[str] = set()

    def data(self) -> bytes:
        """Return the whole document."""
        draft, say, body = self.draft, self.say, self.body
        body.paragraph(say("draft.head.title"), "masthead")
        self._pairs(draft.times, say("draft.head.press"))
        body.paragraph(draft.title.text, "title", self._once(draft.title.notes))
        for line in draft.subtitles:
            body.paragraph(f"- {line.text} -", "subtitle", self._once(line.notes))
        body.paragraph(say("draft.head.key"), "framed")
        for line in draft.key_points:
            body.paragraph(line.headed(draft.lang), "framed", self._once(line.notes))
        for line in draft.body:
            body.paragraph(line.headed(draft.lang), line.level, self._once(line.notes))
        body.paragraph(say("draft.head.contact"), "caption")
        self._pairs(
            ((say("draft.head.department"), draft.department), *draft.contact_rows),
            say("draft.head.contact"),
        )
        for number, annex in enumerate(draft.annexes, start=1):
            self._annex(number, annex)
        facts = {
            "creator": self.theme.office[draft.lang],
            "subject": say("draft.file"),
            "date": draft.date,
        }
        return hwpx_bytes(body, draft.title.text, draft.lang, self.theme.document, facts)

    def _once(self, notes: tuple[str, ...]) -> tuple[str, ...]:
        """Return what has not been said in a memo yet."""
        fresh = tuple(note for note in notes if note not in self.noted)
        self.noted |= set(fresh)
        return fresh

    def _pairs(self, rows: tuple[tuple[str, str], ...], title: str) -> None:
        self.body.table((), rows, (TEXT, TEXT), title, style="pair")

    def _annex(self, number: int, annex: Annex) -> None:
        body = self.body
        body.new_page()
        body.paragraph(self.say("draft.head.annex", number=number), "text")
        notes = tuple(n for part in annex.parts if isinstance(part, Grid) for n in part.notes)
        body.paragraph(annex.title, "outline1", self._once(notes))
        for part in annex.parts:
            if not isinstance(part, Grid):
                body.paragraph(part.headed(self.draft.lang), part.level, self._once(part.notes))
                continue
            kinds = [COUNT if at in part.numbers else TEXT for at in range(len(part.heads))]
            # As a line of the text, which programs that read the text alone find as well.
            body.paragraph(part.title, "caption")
            body.table(part.heads, part.cells, kinds, part.title)
