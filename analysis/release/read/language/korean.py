"""What stands where around a figure in a Korean sentence: particles and clause ends decide."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from analysis.release.model import Slots
from analysis.release.read.language.morphology import Morpheme, morphemes

NOMINAL = frozenset({"NNG", "NNP", "NNB", "NR", "XPN", "XSN", "MM", "MAG", "SL", "XR", "SH", "SW"})
SERIAL = frozenset({"어", "아", "여", "어서", "아서"})
"""Endings after which the same clause goes on: 골라 돕는다."""
PART_OF = frozenset({"중", "가운데"})
UNITS = frozenset({"개", "곳", "군데", "개소", "원", "%", "년", "명"})
OPENING, CLOSING = "SSO", "SSC"


@dataclass(frozen=True)
class KoreanSentence:
    """A sentence as morphemes.

    Parameters
    ----------
    plain
        The page's text.
    start, end
        Where the sentence stands in it.
    """

    plain: str
    start: int
    end: int

    @cached_property
    def tokens(self) -> list[Morpheme]:
        """The morphemes, at offsets of the page."""
        return morphemes(self.plain[self.start : self.end], self.start)

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def index(self, at: int) -> int:
        """Return the first morpheme that starts at or after an offset."""
        return bisect_left(self._starts, at)

    @cached_property
    def _hard(self) -> list[int]:
        """Indexes after which a clause ends: at a final or a connective ending."""
        found = []
        for i, token in enumerate(self.tokens):
            following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
            if token.tag == "EF" or (
                token.tag == "EC"
                and token.form not in SERIAL
                and not (following and following.tag == "VX")
                and not self._adds(i)
            ):
                found.append(i)
        return found

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(self._hard)

    def _adds(self, index: int) -> bool:
        """Return whether an ending adds up, 더하면 24곳: what follows is the sum."""
        if self.tokens[index].form not in {"면", "으면"}:
            return False
        lead = "".join(token.form for token in self.tokens[max(0, index - 2) : index])
        return lead.endswith(("더하", "합하", "합치", "보태"))

    @cached_property
    def _soft(self) -> list[int]:
        """Indexes of the commas and bars right after a figure, where parallel parts are cut."""
        found = []
        for i, token in enumerate(self.tokens):
            if token.form not in {",", "/", ";", "|"} or i == 0:
                continue
            lead = self.tokens[max(0, i - 4) : i]
            if any(t.tag in {"SN", "NR"} or t.form in UNITS for t in lead):
                found.append(i)
        return found

    def clause(self, index: int) -> tuple[int, int]:
        """Return the clause around a morpheme, as indexes, cut at parallel parts before it."""
        before = [i for i in (*self._hard, *self._soft) if i < index]
        after = [i for i in self._hard if i >= index]
        after += [
            i
            for i in self._soft
            if i > index and self._parts(i, min(after, default=len(self.tokens)))
        ]
        return (max(before) + 1 if before else 0), (min(after) + 1 if after else len(self.tokens))

    def _parts(self, comma: int, high: int) -> bool:
        """Return whether somebody else is spoken of behind a comma: 남구는 2억 원, 시는 …."""
        behind = range(comma + 1, high)
        return any(self.tokens[i].tag == "JKS" or self._is_topic(i) for i in behind)

    def text(self, first: int, last: int) -> str:
        """Return the words from one morpheme to before another."""
        if first >= last or first >= len(self.tokens):
            return ""
        return self.plain[self.tokens[first].start : self.tokens[last - 1].end]

    def _phrase_start(self, index: int, floor: int) -> int:
        """Return where the noun phrase that ends before a morpheme starts, clauses included."""
        i, relative = index - 1, False
        while i >= floor:
            token = self.tokens[i]
            if (
                token.form in {",", ":", "|", ";", "→", "…", "*", "※"}
                or token.tag in {"SF", "SE"}
                or i in self._ends
            ):
                break
            if token.tag == "ETM":
                relative = True
            elif relative:
                if token.form in PART_OF and token.tag in {"NNB", "NNG"}:
                    break
                if token.tag == "JX" and token.form in {"은", "는"}:
                    break
                if token.tag in {OPENING, CLOSING}:
                    break
            elif (
                (token.form in PART_OF and token.tag in {"NNB", "NNG"})
                or token.tag == "SN"
                or (
                    token.tag not in NOMINAL
                    and token.tag != "JKG"
                    and token.form not in {"·", "-", "ㆍ"}
                    and not (token.tag == "JC" and relative)
                )
            ):
                break
            i -= 1
        return i + 1

    def slots(self, start: int, end: int) -> Slots:
        """Return the words around a figure or list from one offset to another.

        Parameters
        ----------
        start, end
            Offsets in the page.
        """
        tokens = self.tokens
        if not tokens:
            lead, rest = self.plain[self.start : start], self.plain[end : self.end]
            return Slots(clause=lead[-80:], predicate=rest[:80], sentence=lead + rest)
        first, after = self.index(start), self.index(end)
        low, high = self.clause(first)
        own_from = self._phrase_start(first, low)
        own, label = self.text(own_from, first), ""
        if own_from and own_from > low - 1:
            own, label, own_from = self._before_own(own, own_from)
        whole = self._whole(own_from)
        head_to, head = self._head(after, high)
        particle, said_from = self._particle(head_to, high)
        topic = self._topic(low, own_from)
        said = self.text(said_from, self._next_count(said_from, high, particle))
        if not said and particle in {"", "이", "가"}:
            said = self._shared(said_from, high)
        return Slots(
            own=f"{label} {own}".strip(), head=head, particle=particle, predicate=said, topic=topic,
            clause=self.text(low, own_from), whole=whole,
            sentence=self.plain[self.start : self.end],
        )  # fmt: skip

    def _shared(self, at: int, high: int) -> str:
        """Return what is said of parallel figures together: 올해 3곳, 지난해 7곳이 지정됐다."""
        units = [i for i in range(at, high) if self.tokens[i].form in {"개", "곳", "군데"}]
        if not units or at >= high or self.tokens[at].form not in {",", "·"}:
            return ""
        last = units[-1] + 1
        if any(self.tokens[i].tag.startswith(("V", "EC")) for i in range(at, last)):
            return ""
        if last < high and not self.tokens[last].tag.startswith("J"):
            return ""  # another noun is counted there
        while last < high and self.tokens[last].tag.startswith("J"):
            last += 1
        return self.text(last, high)

    def _before_own(self, own: str, at: int) -> tuple[str, str, int]:
        """Return a phrase with the label before its colon, or what its brackets stand behind."""
        sign = self.tokens[at - 1]
        if sign.form == ":":
            label_from = at - 1
            while label_from > 0 and self.tokens[label_from - 1].form not in {",", "|", ";"}:
                label_from -= 1
            return own, self.text(label_from, at - 1), label_from
        if sign.tag == OPENING and not own.strip():
            began = self._phrase_start(at - 1, 0)
            return self.text(began, at - 1), "", max(began, 0)
        return own, "", at

    def _whole(self, own_from: int) -> str:
        """Return the base of "n of m" before a phrase: what stands before 중 or 가운데."""
        i = own_from - 1
        while i >= 0 and self.tokens[i].tag in {"JKB", "JX", "SP"}:
            i -= 1
        if i < 0 or self.tokens[i].form not in PART_OF:
            return ""
        began = i
        while began > 0 and self.tokens[began - 1].tag not in {"EC", "EF", "SF"} and i - began < 30:  # noqa: PLR2004  # a phrase
            if self.tokens[began - 1].tag == "JX" and self.tokens[began - 1].form in {"은", "는"}:
                break
            began -= 1
        return self.text(max(began, 0), i)

    def _head(self, at: int, high: int) -> tuple[int, str]:
        """Return where the noun after a figure ends, and the noun."""
        i = at
        while i < high and (
            self.tokens[i].tag == "SW" or self.tokens[i].form == "여" or self._links(i, high)
        ):
            i += 1
        began = i
        while i < high and (
            self.tokens[i].tag in NOMINAL - {"SW"} or self.tokens[i].form in {"·", "-"}
        ):
            token = self.tokens[i]
            spaced = token.form in {"·", "-"} and token.start > self.tokens[i - 1].end
            if token.form in PART_OF or spaced:
                break  # "7곳 신규 · 미지정 34곳": a mark between spaces parts
            i += 1
        return i, self.text(began, i)

    def _links(self, index: int, high: int) -> bool:
        """Return whether a 의 leads on to the noun that is counted: 11개의 지자체."""
        return (
            self.tokens[index].tag == "JKG"
            and index + 1 < high
            and self.tokens[index + 1].tag in NOMINAL
        )

    def _particle(self, at: int, high: int) -> tuple[str, int]:
        """Return the particle after a phrase, brackets skipped, and where the rest begins."""
        i = at
        while i < high and self.tokens[i].tag == "SW":
            i += 1
        if i < high and self.tokens[i].tag == CLOSING:
            i += 1  # the figure itself stands in brackets
        elif i < high and self.tokens[i].tag == OPENING:
            j = i
            while j < high and self.tokens[j].tag != CLOSING:
                j += 1
            if j < high:
                i = j + 1
        began = i
        while i < high and (self.tokens[i].tag.startswith("J") or self.tokens[i].tag == "VCP"):
            i += 1
        return "".join(t.form for t in self.tokens[began:i]), i

    def _next_count(self, at: int, high: int, particle: str) -> int:
        """Return where what is said of a figure ends: at the next count, or with its own clause."""
        if particle.startswith("에서"):
            return high
        if at < high and self.tokens[at].form == ",":
            share = at + 2 < high and self.tokens[at + 2].form in {"%", "％", "퍼센트"}
            return at + 3 if share else at  # a parallel part follows, or what share it is
        if at and self.tokens[at - 1].tag == "JKS":
            ends = (
                i + 1
                for i in range(at, high - 1)
                if self.tokens[i].tag == "ETM" and self.tokens[i + 1].tag.startswith("NN")
            )
            high = next(ends, high)
        for i in range(at, high - 1):
            if i and self.tokens[i].form == "·" and self.tokens[i].start > self.tokens[i - 1].end:
                return i
            if self.tokens[i].tag == "SN" and self.tokens[i + 1].form in {"개", "곳", "군데"}:
                return i
        return high

    def _topic(self, low: int, own_from: int) -> str:
        """Return the subject or topic of a clause; of the sentence where the clause has none."""
        subject = topic = ""
        for i in range(own_from - 1, low - 1, -1):
            if not subject and self.tokens[i].tag == "JKS":
                subject = self.text(self._phrase_start(i, low), i + 1)
            if self._is_topic(i):
                topic = self.text(self._phrase_start(i, low), i + 1)
                break
        if topic or subject:
            return f"{topic} {subject}".strip()
        for i in range(low - 1, -1, -1):
            if self._is_topic(i):
                return self.text(self._phrase_start(i, 0), i + 1)
        return ""

    def _is_topic(self, index: int) -> bool:
        """Return whether a morpheme marks a topic: 은 or 는 right behind a noun."""
        token = self.tokens[index]
        behind = index > 0 and not self.tokens[index - 1].tag.startswith(("J", "E"))
        return token.tag == "JX" and token.form in {"은", "는", "도"} and behind
