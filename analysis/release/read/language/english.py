"""What stands where around a figure in an English sentence: marks, verbs and prepositions decide."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.release.model import Slots

VERB = (
    r"is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|do|does|did|gets?|got|goes|went"
    r"|named?|names|naming|chose|chosen|choos\w+|select\w+|pick\w+|add(?:s|ed|ing)?|join\w*|bring\w*|brought"
    r"|receiv\w+|award\w*|designat(?:e|es|ed|ing)|announc\w+|includ\w+|reach\w*|remain\w*|stand\w*|stood|holds?|holding|held"
    r"|rose|rise\w*|grew|grow\w*|climb\w*|tak\w+|took|mak\w+|made|lift\w*|push\w*|cover(?:s|ed|ing)?|count(?:s|ed|ing)?|totals|totall?ed|compris\w+"
    r"|becom\w+|became|carr\w+|run|runs|ran|win|wins|share\w*|get|leav\w+|left|lack\w*|miss\w+|pass\w*|keep\w*|kept"
    r"|launch\w*|start\w*|began|begin\w*|enter\w*|came|come\w*|fund\w*|support(?:s|ed|ing)|appl\w+|review\w+|rated|said|says?"
)
BREAK = rf"\b(?:{VERB}|in|on|at|by|for|to|with|from|among|under|into|as|than|after|since|until|and|or|but|while|which|who|that|where|when|plus)\b"
_BREAK = re.compile(BREAK, re.IGNORECASE)
_CUT = re.compile(
    r",(?!\d)|[;:()|—–]|\s-\s|\b(?:while|whereas|but|which|who|and)\b(?=\s+(?:\w+\s+){0,4}(?:is|are|was|were|has|have|had|will|\w+ed)\b)|\.\s",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"\s*(?:\w+\s+)?(?:designated|selected|chosen|named|reviewed|added|funded|supported|remaining)\s+(?=(?:[a-z]+\s+){0,3}(?:cit|places|municip|districts|counties|local))",
    re.IGNORECASE,
)
HEAD_WORDS = 7


@dataclass(frozen=True)
class EnglishSentence:
    """A sentence of the page from `start` to `end`."""

    plain: str
    start: int
    end: int

    def slots(self, start: int, end: int) -> Slots:
        """Return the words around a figure or list from one offset to another."""
        lead, rest = self.plain[self.start : start], self.plain[end : self.end]
        low = max((m.end() for m in _CUT.finditer(lead)), default=0)
        mark = lead[low - 1 : low] if low else ""
        clause = lead[low:]
        label = ""
        if mark in {":", "("} and len(clause.strip()) < 3:  # noqa: PLR2004  # nothing between
            earlier = max((m.end() for m in _CUT.finditer(lead[: low - 1])), default=0)
            label = lead[earlier : low - 1]
        cut = _CUT.search(rest)
        after = rest[: cut.start()] if cut else rest
        opened = bool(cut and cut[0] == "(")
        if opened and cut:
            closing = rest.find(")", cut.start())
            second = _CUT.search(rest, closing + 1) if closing > 0 else None
            if closing > 0:
                after = (
                    rest[: cut.start()]
                    + rest[closing + 1 : second.start() if second else len(rest)]
                )
        own_at = max((m.end() for m in _BREAK.finditer(clause)), default=0)
        own = clause[own_at:]
        before = clause[:own_at]
        last = re.search(r"\b([\w']+)\s*$", before)
        skip = _PARTICIPLE.match(after)
        stop = _BREAK.search(after, skip.end() if skip else 0)
        head = after[: stop.start()] if stop else after
        whole = ""
        of = re.match(r"\s*(?:out\s+)?of\s+", after, re.IGNORECASE)
        if of:
            head, whole = "", after[of.end() :]
        else:
            inside = re.search(r"\bof\b", head)
            head = head[: inside.start()] if inside else head
        back = re.search(
            r"\b(?:of|among|out of)\s+(?:the\s+|all\s+|these\s+|them|its\s+)?([^,]*)$",
            own + "",
            re.IGNORECASE,
        )
        head = " ".join(head.split()[:HEAD_WORDS])
        words = after.removeprefix(head)
        return Slots(
            own=f"{label} {own}".strip(), head=head,
            particle=last[1].lower() if last else "", predicate=words.strip(),
            topic=before.strip(), clause=clause.strip(), whole=whole or (back[1] if back and "of" not in own[:3] else ""),
            sentence=self.plain[self.start : self.end],
        )  # fmt: skip
