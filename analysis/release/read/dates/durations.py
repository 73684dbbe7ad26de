"""Times between two events: every so many years, so many years after."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.release.model import CARRIED, FIRM
from analysis.release.read.dates.dated import AFTER_AWARD, INTERVAL, OTHER, REVIEWED, Dated

if TYPE_CHECKING:
    from analysis.release.read.draft import Draft
    from analysis.release.read.numbers import Token

_EVERY_BEFORE = re.compile(
    r"(?:every|each|매)\s*$|(?:이후|그\s*(?:뒤|다음|후)|그다음|다음)(?:부터|로는|부터는|에는|엔)?\s*$",
    re.IGNORECASE,
)


_EVERY_AFTER = re.compile(
    r"^\s*(?:마다|주기|간격|단위|에\s*한\s*번|꼴|뒤\s*다시|cycle|interval|\s*thereafter)|^-?\s*(?:year\s*)?cycle",
    re.IGNORECASE,
)


_THEN_BEFORE = re.compile(
    r"(?<!재)지정\s*(?:된|되고|받은)?\s*(?:지|후|이후|뒤|뒤로)?\s*(?:만\s*)?$|after\s*$",
    re.IGNORECASE,
)


_THEN_AFTER = re.compile(
    r"^\s*(?:이\s*(?:지|넘|경과|흐)|후|뒤|차|경과|after|later|from|on\b|(?:have|has)\s+passed)",
    re.IGNORECASE,
)


def duration(draft: Draft, token: Token) -> Dated:
    """Return which rule of re-designation a number of years states."""
    start, end = draft.page.sentence(token.start)
    said = draft.plain[start:end] + draft.page.before(start)
    if not REVIEWED.search(said):
        return Dated(token, OTHER)
    named = re.search(r"(?<!재)지정|designat|first", said, re.IGNORECASE)
    before = draft.plain[max(start, token.start - 18) : token.start]
    after = draft.plain[token.end : min(end, token.end + 30)]
    if re.match(r"\s*(?:간의|간\s|동안|치|의\s*(?:실적|성과)|째|\s*연속)", after):
        return Dated(token, OTHER)
    above = draft.page.before(start)
    near = REVIEWED.search(draft.plain[start:end] + (above if above.endswith("?") else ""))
    if re.search(
        r"(?:다음|차기)\s*(?:평가|심사|재지정)\S*\s*$|\bnext\b[^.;]{0,40}$",
        draft.plain[max(start, token.start - 60) : token.start],
        re.IGNORECASE,
    ):
        return Dated(token, INTERVAL, CARRIED)
    if _EVERY_AFTER.match(after) or _EVERY_BEFORE.search(before):
        return Dated(token, INTERVAL, FIRM if near else CARRIED)
    if _THEN_BEFORE.search(before) or (_THEN_AFTER.match(after) and named):
        return Dated(
            token,
            AFTER_AWARD,
            FIRM
            if near and re.search(r"(?<!재)지정|designat|first", before + after, re.IGNORECASE)
            else CARRIED,
        )
    return Dated(token, OTHER)
