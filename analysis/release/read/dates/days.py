"""Which days and hours of a draft are those of the announcement and its release."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysis.release.measures import words as w
from analysis.release.model import CARRIED, FIRM, OPEN
from analysis.release.read.dates.dated import ANNOUNCED, LABELLED, OTHER, Dated

if TYPE_CHECKING:
    from analysis.release.read.draft import Draft
    from analysis.release.read.numbers import Token

SHORT_LINE = 50
"""Letters of a line that holds a page's stamp and no sentence."""

_SPEAKS = re.compile(
    r"밝혔|발표|공개|전했|알렸|내놓|따르면|정했|지정했|선정했|지정한다|선정한다|뽑았|확정|announc\w*|named?|unveil\w*|released|said|picked|chose|selected|added|updated",
    re.IGNORECASE,
)
MINISTRY = re.compile(
    r"교육부|교육인적자원부|국가평생교육진흥원|\bministry\b|\bgovernment\b", re.IGNORECASE
)
_LABELS = {
    "online": re.compile(
        r"온라인|인터넷|방송|통신|보도\s*시점|online|internet|press date|embargo", re.IGNORECASE
    ),
    "paper": re.compile(r"지면|조간|신문\s|paper|morning edition", re.IGNORECASE),
    "briefed": re.compile(r"배포|브리핑|release date|briefing|distributed", re.IGNORECASE),
}
_STAMP = re.compile(
    r"입력|수정|승인|송고|등록|게재|기사|사진|작성|조회|views|updated|posted|published|엠바고|회의|총회|열린|개최|행사|박람회|축제|포럼|방문|까지|부터",
    re.IGNORECASE,
)


def _label(draft: Draft, token: Token) -> str:
    """Return the hour of release that a date or hour is labelled with, nearest before it."""
    window = draft.page.dressed[max(0, token.start - 60) : token.start]
    near = {
        name: max((m.end() for m in pattern.finditer(window)), default=-1)
        for name, pattern in _LABELS.items()
    }
    best = max(near, key=lambda name: near[name])
    if near[best] < 0 or re.search(r"[.!?]\s+[A-Z가-힣]|다\.\s|\n\s*\n", window[near[best] :]):
        return ""
    return best


def day(draft: Draft, token: Token) -> Dated:
    """Return whether a day is that of the announcement, or of its release.

    Parameters
    ----------
    draft
        The draft.
    token
        The day.
    """
    label = _label(draft, token)
    if label:
        return Dated(token, LABELLED, FIRM, label=label)
    start, end = draft.page.sentence(token.start)
    lead, after = (
        draft.plain[start : token.start],
        draft.plain[token.end : min(end, token.end + 110)],
    )
    line = draft.page.line(token.start)
    short = line.end - line.start < SHORT_LINE and not re.search(
        r"다\.?\s*$", draft.page.dressed[line.start : line.end]
    )
    if (
        token.iso.count("-") < 2  # noqa: PLR2004  # a whole date has two
        or (short and _STAMP.search(draft.page.dressed[line.start : line.end]))
        or re.match(r"\s*\d{1,2}:\d\d", after)
    ):
        return Dated(token, OTHER)
    if re.match(r"\s*(?:~|∼|부터|까지|-\s*\d|,\s*\d+일)", after) or _STAMP.search(
        lead[-14:] + after[:10]
    ):
        return Dated(token, OTHER)
    if (
        re.search(r"교육부(?:가|는|에서|이)?\s*$", lead)
        and _SPEAKS.search(after[:40])
        and not re.match(r"\s*재지정", after)
    ):
        return Dated(token, ANNOUNCED, FIRM)
    if (
        re.match(r"^[A-Z][A-Za-z]+,?\s*$", lead)
        and re.match(r"\s*(?:--|—|–|-)", after)
        and MINISTRY.search(after[:60])
    ):
        return Dated(token, ANNOUNCED, CARRIED)
    if (
        token.iso[0] != "-"
        and re.search(
            r"기준|결과|발표|선정|지정|results?|published|announced|as of",
            draft.page.dressed[line.start : line.end],
            re.IGNORECASE,
        )
        and not _STAMP.search(draft.page.dressed[line.start : line.end])
    ):
        return Dated(token, ANNOUNCED, OPEN)
    ministry = MINISTRY.search(lead) or MINISTRY.search(after[:20])
    speaker = _other_speaker(draft, start, token.start)
    said_by = re.search(
        r"(?:교육부|교육인적자원부|국가평생교육진흥원)\S*?(?:은|는|이|가|에\s*따르면|에서)|\bministry\b|\bgovernment\b",
        lead + after[:30],
        re.IGNORECASE,
    )
    first = said_by is not None and (not speaker or said_by.start() + start < speaker)
    if _MINISTRY_SAYS.match(after):
        return Dated(token, ANNOUNCED, FIRM)
    if ministry and first and _SPEAKS.search(lead[-40:] + after):
        return Dated(token, ANNOUNCED, FIRM)
    if re.search(r"지난\s*$|^\W*$", lead) and re.match(
        rf"(?:\s*/)?[^.]{{0,40}}{w.CITY}(?:로|가|에)[^.]{{0,12}}{w.NAMED}", after
    ):
        return Dated(token, ANNOUNCED, CARRIED)
    if (
        not speaker
        and re.search(r"(?:announced|named|unveiled)[^.]{0,40}\bon\s*$|^\s*On\s*$", lead)
        and not draft.home[1]
    ):
        return Dated(token, ANNOUNCED, CARRIED)
    return Dated(token, OTHER)


_SPEAKERS = re.compile(
    r"(?<![가-힣])(?:군|시|구|도|군수|시장|구청장|도지사|협의회|재단|의원|관계자|[가-힣]{2,8}(?:협의회|재단|시청|군청|구청|도청|의회|교육청|진흥원))(?:은|는|이|가)\s"
)
_MINISTRY_SAYS = re.compile(
    r"^\s*교육부(?:가|는|에서)?[^,.]{0,8}(?:발표|공개|선정|(?<!재)지정|내놓|밝힌|밝혔)"
)


_SPEAKS_AS = re.compile(r"\s*(?:\([^)\n]{0,30}\)|청|의회|시장|군수|구청장)*\s*(?:은|는|이|가)")
"""Behind a place that speaks: 경남 거창군(군수 구○○)은."""


def _other_speaker(draft: Draft, start: int, at: int) -> int:
    """Return where somebody else is named who may speak: a place or province with its particle."""
    generic = next(
        (m for m in _SPEAKERS.finditer(draft.plain[start:at]) if not MINISTRY.search(m[0])), None
    )
    if generic:
        return start + generic.start() + 1
    for mention in draft.mentions_in(start, at):
        if _SPEAKS_AS.match(draft.plain, mention.end):
            return mention.start + 1
    return 0


def hour(draft: Draft, token: Token) -> Dated:
    """Return what hour of release a time is.

    Parameters
    ----------
    draft
        The draft.
    token
        The time.
    """
    label = _label(draft, token)
    return Dated(token, LABELLED if label else OTHER, FIRM if label else OPEN, label=label)
