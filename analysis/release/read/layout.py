"""A text as a page: lines joined where they were only wrapped, sentences, headings, table rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

BULLET = (
    r"[-*•□■○●◎ㅇ◦▪▸▹►▷▶➤‣◆◇◈※·☐▣✓✔△▲▽▼★☆①-⑳➊-➓❍]|o(?=[ \t])|\d{1,2}[.)](?=\s)|[가-하][.)](?=\s)"
    r"|#{1,6}(?=\s)|\(?[ⅰ-ⅻⅠ-Ⅻ][.)]?(?=\s)"
)
_BULLET = re.compile(rf"\s*(?:{BULLET})")
_BULLET_ITEM = re.compile(r"\s*[▲△▶▷◆■□●○◇•*\-]\s?")
"""A part of a list of items: what leads in to it stands before the first."""
_STOP = re.compile(
    r"(?<=[.!?。])[\"'”’)\]]*(?=\s|$)|(?<=[다요음됨함임])[.](?=[가-힣\"“])|;(?=\s)|\s(?=[▲△▶◆■□●○◇▷](?=\s?[가-힣A-Za-z]))|\s=(?=\s[가-힣]{2})"
)
_NOT_A_STOP = re.compile(
    r"(?:\bi\.e|\be\.g|\bNo|\bMr|\bMs|\bDr|\bvs|\bJan|\bFeb|\bMar|\bApr|\bAug|\bSept?|\bOct|\bNov|\bDec"
    r"|(?<!\d)\d{1,2}|[’']\d\d|\d{4}\.\s?\d{1,2}|(?:^|\n)[ \t>]*(?:[QA]|문|답|질문|답변|[IVX]{1,4})\d{0,2})\.$"
)
_LEADING = re.compile(
    r"[,·ㆍ・、&(-]\s*$|\b(?:and|or|the|of|in|with|for|to|by|a|및)\s*$|(?:와|과)\s*$"
)
_CLOSED = re.compile(r"(?:[.!?。:;…]|다|요|음|됨|함|[\]】>」』”\"')])\s*$")
LONGEST = 1_200
"""Characters of a sentence that are looked at on either side of a figure."""
LONGEST_ROW = 4_000
SHORT = 60
"""Characters of a heading at most."""
WRAPPED = 0.55
"""Share of lines without an end above which a text was wrapped at a width."""
WIDTH = 24
"""Characters a wrapped line has at least."""


def mask(text: str) -> str:
    """Return a text of the same length in which marks that only dress it are blank."""
    text = re.sub(r"[０-９]", lambda m: chr(ord(m[0]) - 0xFEE0), text)
    text = re.sub(r"[\u00a0\u3000\u2002-\u200a\u202f]", " ", text)
    text = text.replace("\\*", " *").replace("\\_", " _")
    text = re.sub(r"\*\*|__|`", lambda m: " " * len(m[0]), text)
    text = re.sub(r"[ㆍ・‧∙•․･ᆞ⋅](?=\s?[가-힣])", "·", text)
    return (
        text.replace("％", "%")
        .replace("，", ",")
        .replace("、", ",")
        .replace("（", "(")
        .replace("）", ")")
    )


@dataclass(frozen=True)
class Line:
    """One line: where it stands and what it is: `row`, `heading`, `bullet`, `blank` or `text`."""

    start: int
    end: int
    kind: str


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
    def dressed(self) -> str:
        """The text with dressing blanked, same length, line ends as they are."""
        return mask(self.text)

    @cached_property
    def plain(self) -> str:
        """The same with the ends of wrapped lines blanked, so that a sentence is one line."""
        signs = list(self.dressed)
        alike = False
        for first, second in zip(self.lines, self.lines[1:], strict=False):
            was, alike = alike, self._alike(first, second)
            # Rows of a table whose marks were lost begin or end alike: none goes on.
            if not (was or alike) and self._goes_on(first, second):
                signs[first.end] = " "
        return "".join(signs)

    @cached_property
    def lines(self) -> list[Line]:
        """The lines as they were written."""
        found, at = [], 0
        for line in self.dressed.split("\n"):
            found.append(Line(at, at + len(line), _kind(line)))
            at += len(line) + 1
        kinds = ["", *(line.kind for line in found), ""]
        return [
            Line(line.start, line.end, "text") if line.kind == "row" and "row" not in near else line
            for line, near in zip(found, zip(kinds, kinds[2:], strict=False), strict=False)
        ]

    @cached_property
    def _wrapped(self) -> bool:
        """Whether the text was wrapped at a width: most of its lines do not end."""
        long = [x for x in self.lines if x.kind in {"text", "bullet"} and x.end - x.start >= WIDTH]
        endless = sum(not _CLOSED.search(self.dressed[x.start : x.end]) for x in long)
        return len(long) > 3 and endless > WRAPPED * len(long)  # noqa: PLR2004  # enough to tell

    def _alike(self, first: Line, second: Line) -> bool:
        """Return whether two lines of text begin or end with the same word."""
        one, two = (self.dressed[line.start : line.end].split() for line in (first, second))
        if not one or not two or {first.kind, second.kind} != {"text"}:
            return False
        return one[-1] == two[-1] or one[0] == two[0]

    def _goes_on(self, first: Line, second: Line) -> bool:
        """Return whether a line goes on in the next one."""
        if first.kind in {"row", "blank"} or second.kind != "text":
            return False
        if re.match(r"\s*\d[^▶►➡→\n]{0,12}\s[▶►➡→]", self.dressed[second.start : second.end]):
            return False  # a card: its figure, then what it is
        said, following = (
            self.dressed[first.start : first.end],
            self.dressed[second.start : second.end],
        )
        if _LEADING.search(said) or re.match(r"\s*[a-z]", following):
            return True
        wide = first.end - first.start >= WIDTH
        if first.start == 0 or first.kind == "heading":
            return False
        return self._wrapped and wide and not _CLOSED.search(said)

    @cached_property
    def _stops(self) -> list[int]:
        """Offsets at which a sentence ends."""
        plain = self.plain
        stops = {0, len(plain)}
        for match in _STOP.finditer(plain):
            lead = plain[max(0, match.start() - 12) : match.start()]
            if plain[match.start() - 1 : match.start()] == "." and _NOT_A_STOP.search(lead):
                after = plain[match.end() : match.end() + 3].lstrip()
                # "in 2023. The" ends a sentence, "3. 6." and "i.e." do not.
                year = re.search(r"(?:19|20)\d\d\.$|[가-힣]\d+\.$", lead)
                if not year or not after[:1].isalpha():
                    continue
            stops.add(match.end())
        stops |= {match.end() for match in re.finditer(r"\n", plain)}
        return sorted(stops)

    def sentence(self, at: int) -> tuple[int, int]:
        """Return the sentence, heading or table row around an offset."""
        after = bisect_right(self._stops, at)
        start = self._stops[after - 1] if after else 0
        end = self._stops[after] if after < len(self._stops) else len(self.plain)
        return max(start, at - LONGEST), min(end, at + LONGEST)

    def sentences(self) -> list[tuple[int, int]]:
        """Return every sentence that says something."""
        pairs = zip(self._stops, self._stops[1:], strict=False)
        return [(a, b) for a, b in pairs if self.plain[a:b].strip()]

    def before(self, start: int) -> str:
        """Return the sentence before the one that starts here, unless a blank line is between."""
        at = start - 1
        while at >= 0 and self.plain[at].isspace():
            if self.plain[at] == "\n" and at and self.plain[at - 1] == "\n":
                return ""
            at -= 1
        if at < 0:
            return ""
        left, right = self.sentence(at)
        asked = self.plain[left:right].rstrip().endswith(("?", "？"))
        if (
            not asked  # an answer's bullet follows its question's
            and _BULLET_ITEM.match(self.plain[left:right])
            and _BULLET_ITEM.match(self.plain[start : start + 4])
        ):
            return self.before(left) if left else ""
        return "" if self.in_row(at) else self.plain[left:right].strip()

    def line(self, at: int) -> Line:
        """Return the line around an offset."""
        starts = self._line_starts
        return self.lines[max(0, bisect_right(starts, at) - 1)]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def in_row(self, at: int) -> bool:
        """Return whether an offset lies in a table row."""
        return self.line(at).kind == "row"

    def heading(self, at: int) -> str:
        """Return the nearest heading above an offset, down to a blank line without one."""
        index = max(0, bisect_right(self._line_starts, at) - 1)
        for line in reversed(self.lines[max(0, index - 40) : index]):
            said = self.dressed[line.start : line.end].strip()
            if line.kind == "heading":
                return said
            closed = _CLOSED.search(said) and not said.endswith((":", "]", ")", ">"))
            if line.kind == "text" and said and len(said) < SHORT and not closed:
                return said
        return ""

    @cached_property
    def title(self) -> str:
        """The first line that says something."""
        for line in self.lines:
            said = self.dressed[line.start : line.end].strip()
            if re.search(r"[가-힣A-Za-z]{2}", said):
                return said
        return ""

    def cells(self, at: int) -> tuple[str, str, str]:
        """Return a table cell's row head, column head and own text; empty outside tables."""
        line = self.line(at)
        if line.kind != "row":
            return "", "", ""
        said = self.dressed[line.start : line.end]
        index = _index(said, at - line.start)
        cells = _split(said)
        head = next((c for c in cells if re.search(r"[가-힣A-Za-z0-9]", c)), "")
        own = cells[index] if index < len(cells) else ""
        return (head if head != own else ""), self._column(line, index), own

    def head(self, at: int) -> str:
        """Return the first row of the table around an offset, the heads of its columns."""
        index = self.lines.index(self.line(at))
        while index > 0 and self.lines[index - 1].kind == "row":
            index -= 1
        return self.dressed[self.lines[index].start : self.lines[index].end]

    def _column(self, line: Line, index: int) -> str:
        """Return the words at the head of a column: the first row of the table."""
        at = self.lines.index(line)
        first = at
        while first > 0 and self.lines[first - 1].kind == "row":
            first -= 1
        if first == at:
            return ""
        top = self.lines[first]
        cells = _split(self.dressed[top.start : top.end])
        return cells[index] if index < len(cells) else ""


def _kind(line: str) -> str:
    """Return what a line is by its own signs."""
    stripped = line.strip()
    if not stripped:
        return "blank"
    if len(line) <= LONGEST_ROW and (
        line.count("|") > 0 or len(re.findall(r"\S\t+(?=\S)", line)) > 1 or _SEMI.fullmatch(line)
    ):
        return "row"
    if re.match(r"\s*(?:\d{1,2}|[IVX]{1,4})[.)]\s", line) and len(stripped) < SHORT:
        numbered = not re.search(r"(?:다|요|음|함|됨|니다)[.\s]*$|[:：]\s*\S|[.!?]$", stripped)
        return "heading" if numbered else "bullet"
    if re.match(r"\s*(?:#{1,6}\s|[□■◆◇▣]|【|\[|<|[ⅠⅡⅢⅣⅤ])", line) and len(stripped) < SHORT:
        return "heading"
    return "bullet" if _BULLET.match(line) else "text"


_SEMI = re.compile(r"[^;.|]{1,40}(?:;\s?[^;|]{1,24}){2,}")
"""A row whose cells are parted by semicolons: Seoul; 20; 25; 80.0."""


def _marks(line: str) -> str:
    return r"\||\t+" if "|" in line or "\t" in line else ";"


def _split(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(_marks(line), line)]


def _index(line: str, at: int) -> int:
    return sum(m.end() <= at for m in re.finditer(_marks(line), line))
