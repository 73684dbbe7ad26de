"""A draft in its parts: page, figures, names and lists, and what stands where in a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.release.read.labels import label_of, pairs_of
from analysis.release.read.language.english import EnglishSentence
from analysis.release.read.language.korean import KoreanSentence
from analysis.release.read.layout import Page
from analysis.release.read.names.place_lists import lists_of
from analysis.release.read.numbers import YEAR, lex

if TYPE_CHECKING:
    from analysis.release.model import Slots
    from analysis.release.read.names.places import Mention, NameList, Names
    from analysis.release.read.numbers import Token

HANGUL = re.compile(r"[가-힣]")
LETTERS = re.compile(r"[가-힣A-Za-z]")
_LABEL = re.compile(r"^[\s\W]*(?:o\s+)?[(\[<【](?P<label>[^)\]>】\d]{2,14})[)\]>】]")
"""What a line's own bracket says it is about: ㅇ (신규) …"""


@dataclass(frozen=True)
class Draft:
    """A draft and its names, before anything is understood.

    Parameters
    ----------
    text
        The draft, cleaned.
    names
        The names of places and provinces.
    """

    text: str
    names: Names

    @cached_property
    def page(self) -> Page:
        """The text as lines, sentences and tables."""
        return Page(self.text)

    @property
    def plain(self) -> str:
        """The text that offsets refer to, its dress taken off."""
        return self.page.plain

    @cached_property
    def tokens(self) -> list[Token]:
        """Every number, amount, share, date and duration."""
        return lex(self.plain)

    @cached_property
    def lists(self) -> list[NameList]:
        """The names of places and provinces, as lists."""
        found = lists_of(self.plain, self.names)
        speaker = next((m.province for g in found[:1] for m in g.mentions[:1]), "")
        return settled_names(found, self.names, speaker, self.plain)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every name, in order."""
        return [mention for group in self.lists for mention in group.mentions]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the names that start in a stretch of the text."""
        low = bisect_right(self._mention_starts, start - 1)
        high = bisect_right(self._mention_starts, end - 1)
        return self.mentions[low:high]

    @cached_property
    def _sentences(self) -> dict[tuple[int, int], KoreanSentence | EnglishSentence]:
        return {}

    def sentence(self, at: int) -> KoreanSentence | EnglishSentence:
        """Return the sentence around an offset, in its language."""
        span = self.page.sentence(at)
        if span not in self._sentences:
            said = self.plain[span[0] : span[1]]
            row, column, _ = self.page.cells(at)
            said = said if LETTERS.search(said) else f"{row} {column}"
            korean = HANGUL.search(said) or (not LETTERS.search(said) and self._korean)
            kind = KoreanSentence if korean else EnglishSentence
            self._sentences[span] = kind(self.plain, *span)
        return self._sentences[span]

    @cached_property
    def _korean(self) -> bool:
        """Whether the draft is Korean: what a row of figures alone is read as."""
        return len(HANGUL.findall(self.plain)) * 2 > len(re.findall(r"[A-Za-z]", self.plain))

    def lang(self, at: int) -> str:
        """Return the language of the sentence around an offset."""
        return "ko" if isinstance(self.sentence(at), KoreanSentence) else "en"

    def slots(self, start: int, end: int) -> Slots:
        """Return what stands where around a figure or list."""
        row, column, cell = self.page.cells(start)
        sentence = self.sentence(start)
        if row or column:
            left = self.plain.rfind("|", sentence.start, start) + 1 or sentence.start
            left = max(left, self.plain.rfind("\t", sentence.start, start) + 1)
            right = min(
                (
                    i
                    for i in (
                        self.plain.find("|", end),
                        self.plain.find("\t", end),
                        self.plain.find("\n", end),
                    )
                    if i >= 0
                ),
                default=len(self.plain),
            )
            kind = type(sentence)
            inside = kind(self.plain, left, right)
            found = inside.slots(start, end)
            return replace(
                found, row=row, column=column, sentence=cell, heading=self.page.heading(start)
            )
        found = sentence.slots(start, end)
        label = _LABEL.match(self.plain[sentence.start : start])
        if label:
            found = replace(found, own=f"{label[1]} {found.own}")
        previous = self.page.before(sentence.start)
        found = replace(found, previous=previous, heading=self.page.heading(start))
        head = label_of(self.page, self.plain, self.pairs, start, end)
        if head and head not in found.own:
            found = replace(found, own=f"{head} {found.own}")
        return replace(found, row=head)

    @cached_property
    def province(self) -> str:
        """The province that most of the draft's names lie in, empty where there is none."""
        codes = [
            m.province or self.names.homes(m.units[0])
            for m in self.mentions
            if m.is_province or m.units
        ]
        best = max(set(codes), key=codes.count, default="")
        return best if best and codes.count(best) * 2 > len(codes) else ""

    @cached_property
    def home(self) -> tuple[str, str]:
        """The province and the place that the draft speaks of itself: code and `unit_id`, or "".

        The subject of the title, or of the first sentence in which someone speaks.
        """
        head = self.plain.find(self.page.title)
        for start, end in [(head, head + len(self.page.title)), *self.page.sentences()[:4]]:
            for mention in self.mentions_in(start, end)[:1]:
                lead = self.plain[start : mention.start].strip(" \"'“[(◈□#*-")
                after = self.plain[mention.end : mention.end + 3]
                if lead or not re.match(r"[,\s]*(?:은|는|이|가|,|의|\s|'s|도|시)", after):
                    continue
                several = next((g for g in self.lists if mention in g.mentions), None)
                if several and len(several.mentions) > 1:
                    continue
                if mention.is_province:
                    return mention.province, ""
                if len(mention.units) == 1:
                    codes = self.names.homes(mention.units[0])
                    return codes, mention.units[0]
        return "", ""

    @cached_property
    def year_rows(self) -> dict[int, Mention]:
        """Years one behind each place, 유성구 2001, 대덕구 2007, …: the place of each."""
        ends = {mention.end: mention for mention in self.mentions if mention.units}
        rows: dict[tuple[int, int], dict[int, Mention]] = {}
        for token in self.tokens:
            near = [token.start - k for k in range(1, 5) if token.start - k in ends]
            if (
                token.kind == YEAR
                and near
                and re.fullmatch(r"\s?(?:\(|in\s|since\s)?", self.plain[near[0] : token.start])
            ):
                row = rows.setdefault(self.page.sentence(token.start), {})
                row[token.start] = ends[near[0]]
        found: dict[int, Mention] = {}
        for row in rows.values():
            homes = {self.names.homes(m.units[0]) for m in row.values() if self._unmistaken(m)}
            for at, one in row.items() if len(row) > 2 else ():  # noqa: PLR2004  # a row
                placed = one if self._unmistaken(one) else self._placed(one, homes)
                if len(placed.units) == 1:
                    found[at] = placed
        return found

    def _unmistaken(self, mention: Mention) -> bool:
        """Return whether no other place bears a name, or it stands with its province."""
        name = mention.name or self.plain[mention.start : mention.end]
        return mention.own_province or len(self.names.units(name)) == 1

    def _placed(self, mention: Mention, homes: set[str]) -> Mention:
        """Return a place as its row has it, by its head or by all the others of the row."""
        head = self.names.find(self.page.cells(mention.start)[0])
        codes = {head[0].province} if head and head[0].is_province else homes
        name = mention.name or self.plain[mention.start : mention.end]
        units = self.names.units(name, min(codes)) if len(codes) == 1 else ()
        return replace(mention, units=units)

    @cached_property
    def pairs(self) -> dict[int, tuple[str, str, bool]]:
        """Figures one behind each province, 서울 3, 대구 3: the province and what leads in."""
        return pairs_of(self.page, self.plain, self.tokens, self.mentions)


def settled_names(lists: list[NameList], names: Names, home: str, plain: str) -> list[NameList]:
    """Return lists whose bare names mean the place in the province in force, where there is one."""
    found, force = [], ""
    for group in lists:
        mentions = []
        places = [m for m in group.mentions if not m.is_province]
        # Where the names carry their provinces, one without is a question.
        carries = sum(m.own_province for m in places) * 3 >= len(places) * 2 and len(places) > 2  # noqa: PLR2004  # a list
        for mention in group.mentions:
            kept = mention
            if mention.is_province or mention.own_province:
                force = mention.province or force
            elif len(mention.units) > 1 and not carries:
                for code in (force, home):
                    inside = (
                        names.units(mention.name or plain[mention.start : mention.end], code)
                        if code
                        else ()
                    )
                    if len(inside) == 1:
                        kept = replace(mention, units=inside, province=code)
                        break
            mentions.append(kept)
        found.append(replace(group, mentions=tuple(mentions)))
    return found
