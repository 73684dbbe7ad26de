"""A release as a page: its sentences, clauses, headings and table rows, by offset."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from analysis.release.tokens import BARE, COUNT, Token, lex

BULLET = r"[-*•□■○●◎ㅇ◦▪▸▹►▷▶➤‣◆◇※·☐▣✓✔①-⑳]|o(?=[ \t])|\d{1,2}[.)]|[가-하][.)]|#{1,6}"
_STOP = re.compile(
    rf"[.!?。](?=[\s*)\"'”’]|$)|\n\s*\n|\n(?=\s*(?:{BULLET}|<|\[|【|「|『)\s*\S)|;(?=\s)"
)
_NOT_A_STOP = re.compile(r"(?:\bi\.e|\be\.g|\bNo|\bMr|\bMs|\bDr|\bvs|\d|[’']\d\d)$")
_SPEAKER = re.compile(r"(?:^|\n)[ \t>]*(?:[QA]|문|답|질문|답변)\d{0,2}$")
"""Who speaks, in questions and answers: "A." ends no sentence."""
_HEADING = re.compile(r"^\s*(?:#{1,6}|□|■|◆|◇|▣|<|\[|【|[ⅠⅡⅢⅣ]|\d{1,2}\.)\s*\S")


PHRASE_ENDS = frozenset({"count", "bare", "share", "money", "year", "date"})
"""Kinds of token at which the phrase of the one before ends."""
LONGEST = 800
"""Characters of a sentence that are looked at on either side of a figure."""
LONGEST_ROW = 4_000
"""Characters of a table row at most; what is longer is no row."""
SHORT = 60
"""Characters of a heading at most."""


def mask(text: str) -> str:
    """Return a text of the same length in which marks that only dress it are blank."""
    text = re.sub(r"[０-９]", lambda m: chr(ord(m[0]) - 0xFEE0), text)
    text = re.sub(r"[\u00a0\u3000\u2002-\u200a\u202f]", " ", text)
    text = text.replace("\\*", " *").replace("\\_", " _")
    text = re.sub(r"\*\*|__|`", lambda m: " " * len(m[0]), text)
    return text.replace("％", "%").replace("，", ",")


@dataclass(frozen=True)
class Page:
    """A release's text and its parts.

    Parameters
    ----------
    text
        The text as read; offsets of everything else refer to it.
    """

    text: str

    @cached_property
    def plain(self) -> str:
        """The text with dressing blanked, same length."""
        return mask(self.text)

    @cached_property
    def tokens(self) -> list[Token]:
        """Every number, amount, share, date and duration."""
        return lex(self.plain)

    @cached_property
    def _stops(self) -> list[int]:
        """Offsets at which a sentence ends."""
        plain = self.plain
        stops = [0]
        for match in _STOP.finditer(plain):
            if match[0] == "." and _NOT_A_STOP.search(
                plain[max(0, match.start() - 6) : match.start()]
            ):
                after = plain[match.end() : match.end() + 3].lstrip()
                before = plain[match.start() - 1 : match.start()]
                # "in 2023. The" ends a sentence, "3. 6." and "i.e." do not.
                if not before.isdigit() or not after[:1].isalpha():
                    continue
            if match[0] == "." and _SPEAKER.search(
                plain[max(0, match.start() - 8) : match.start()]
            ):
                continue
            stops.append(match.end())
        stops += [
            match.end()
            for match in re.finditer(r"\n", plain)
            if self._row(match.start()) or self._row(match.end())
        ]
        return sorted({*stops, len(plain)})

    def line(self, at: int) -> tuple[int, int]:
        """Return the line around an offset."""
        start = self.plain.rfind("\n", 0, at) + 1
        end = self.plain.find("\n", at)
        return start, len(self.plain) if end < 0 else end

    def _row(self, at: int) -> bool:
        """Return whether the line around an offset is a row of a table."""
        start, end = self.line(at)
        if end - start > LONGEST_ROW:
            return False
        line = self.plain[start:end]
        return line.count("|") > 0 or len(re.findall(r"\S\t+\S", line)) > 1

    def in_row(self, at: int) -> bool:
        """Return whether an offset lies in a table row."""
        return self._row(at)

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the sentence, heading or table row around an offset."""
        after = bisect_right(self._stops, at)
        start = self._stops[after - 1] if after else 0
        end = self._stops[after] if after < len(self._stops) else len(self.plain)
        return max(start, at - LONGEST), min(end, at + LONGEST)

    @cached_property
    def _figures(self) -> list[tuple[int, int]]:
        """Offsets of the tokens that end a phrase."""
        return [(t.start, t.end) for t in self.tokens if t.kind in PHRASE_ENDS]

    @cached_property
    def numbers(self) -> tuple[list[Token], list[int]]:
        """The plain numbers and counts in order, and where each starts."""
        found = [t for t in self.tokens if t.kind in {COUNT, BARE}]
        return found, [t.start for t in found]

    def figures_beside(self, token: Token) -> tuple[int, int]:
        """Return where the figure before a token ends, and where the one after it starts."""
        at = bisect_right(self._figures, (token.start, -1))
        left = self._figures[at - 1][1] if at else 0
        behind = bisect_right(self._figures, (token.end, -1))
        right = self._figures[behind][0] if behind < len(self._figures) else len(self.plain)
        return min(left, token.start), right

    def clause(self, at: int) -> tuple[int, int]:
        """Return the stretch between commas around an offset, within its sentence."""
        start, end = self.sentence(at)
        left = start
        for match in re.finditer(r",(?!\d)|[()（）|:：]|\s[-–—]\s", self.plain[start:end]):
            position = start + match.end()
            if position <= at:
                left = position
            else:
                return left, start + match.start()
        return left, end

    def before(self, at: int) -> str:
        """Return the sentence before the one at an offset, within the same paragraph."""
        start, _ = self.sentence(at)
        if start == 0:
            return ""
        earlier, _ = self.sentence(start - 1)
        gap = self.plain[earlier:start]
        return gap.rstrip() if "\n\n" not in gap.strip("\n") else ""

    def heading(self, at: int) -> str:
        """Return the nearest heading above an offset; empty when there is none."""
        start, _ = self.line(at)
        lines = self.plain[:start].split("\n")[::-1]
        for index, line in enumerate(lines[:80]):
            stripped = line.strip()
            if not stripped:
                continue
            short = len(stripped) < SHORT and not re.search(
                r"[.!?。:]$|다\.?$", stripped
            )  # a heading is short
            alone = index + 1 >= len(lines) or not lines[index + 1].strip()
            if "|" not in stripped and (_HEADING.match(line) or (short and alone)):
                return stripped
        return ""

    def cells(self, at: int) -> tuple[str, str, str]:
        """Return a table cell's row head, column head and own text; empty outside tables."""
        if not self._row(at):
            return "", "", ""
        start, end = self.line(at)
        line = self.plain[start:end]
        cuts = [m.span() for m in re.finditer(r"\s*\|\s*|\t+", line)]
        index = sum(cut[0] + start < at for cut in cuts)
        own = _cell(line, index)
        head = next((c for c in _split(line) if c.strip()), "")
        first = start
        while first > 0 and self._row(first - 1):
            first = self.line(first - 1)[0]
        top = self.plain[first : self.line(first)[1]]
        column = _cell(top, index) if first != start else ""
        return (head if head != own else ""), column, own


def _split(line: str) -> list[str]:
    return re.split(r"\s*\|\s*|\t+", line)


def _cell(line: str, index: int) -> str:
    cells = _split(line)
    return cells[index] if index < len(cells) else ""
