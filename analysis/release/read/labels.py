"""What stands over or before a figure as its label: named rules of layout.

`label.colon`: 신규 지정: 7곳. `label.caption`: a figure on a line of its own takes the line above.
`label.card`: 195 ▶ 지금까지 지정된 도시. `label.question`: an answer's first figure takes the question.
A name before a colon that speaks more than once (○과장:, HOST:) is no label. `label.pairs`: 서울 3, 대구 3 take
what leads in to the row of provinces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysis.release.read.layout import Page
    from analysis.release.read.names.places import Mention
    from analysis.release.read.numbers import Token

LONGEST = 44
"""Characters of a label at most."""
LEAST = 3
"""Provinces with a figure each from which they are a row."""

_COLON = re.compile(r"(?P<label>[^:：\n.;|]{2,60}?)\s*[:：]\s*(?:총|모두|약|about|in total)?\s*$")
_SIGNS = re.compile(
    r"^[\s\W]*(?:[QA]\d{0,2}[.:)]|[문답]\d{0,2}[.:)]|\d{1,2}[.)]|[IVX]+[.)]|#\d+)?[\s\W]*"
)
_HEADER = re.compile(
    r"(?:(?:시·?도|지역|구분|이름|연도|번호|region|province|place|year|name|no)\.?\s*)+",
    re.IGNORECASE,
)
"""The heads of a table whose cells were lost: they name columns, not the figure below."""
_ALONE = re.compile(r"(?:총|모두|약)?\s*$")
_UNIT_ONLY = re.compile(r"\s*(?:개|곳|군데|시·도|시·군·구|cities|places|municipalities)?[\s.]*$")
_ANSWER = re.compile(
    r"^[\s\W]*(?:A\d{0,2}[.:)]|답\d{0,2}[.:)])?\s*(?:네|예|그렇습니다|yes)?[\s,:.]*"
    r"(?:전국에서|모두|총|약|딱|현재|지금은|정답은|in|on|about|there are)?[\s,]*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"['’]\d\d|20\d\d")
_CARD = re.compile(r"\s*[▶►➡→]\s*([^\d\n]{2,44})")
_SPEAKER = re.compile(r"^\W*([가-힣A-Za-z][가-힣A-Za-z ]{1,14})\s*[:：]\s*")
_PAIR = re.compile(r"^\s?(?:[(:]|with|has|은|는|이|가|도)?\s?$")


def label_of(
    page: Page, plain: str, pairs: Mapping[int, tuple[str, str, bool]], start: int, end: int
) -> str:
    """Return the label of a figure or list, or nothing.

    Parameters
    ----------
    page, plain
        The draft's layout and text.
    pairs
        What `pairs_of` found in it.
    start, end
        Offsets of the figure or list.
    """
    if start in pairs:
        return pairs[start][1]
    line = page.line(start)
    left, _ = page.sentence(start)
    lead = plain[max(left, line.start) : start]
    colon = _COLON.search(lead)
    speaks = colon and _speaks(plain, colon["label"])
    if colon and not speaks and not re.search(r"\d", _YEAR.sub("", colon["label"])):
        return _SIGNS.sub("", colon["label"])
    card = _CARD.match(plain[end : line.end])
    if card and not lead.strip():
        return card[1]
    if not _SIGNS.sub("", lead).strip() or _ALONE.fullmatch(_SIGNS.sub("", lead)):
        caption = _caption(page, line.start)
        axis = re.match(r"\n\s*[\d.,]+%?\s*(?:\n|$)", plain[line.end :])
        if caption and not axis and _UNIT_ONLY.fullmatch(plain[end : line.end]):
            return caption
    question = page.before(left)
    said = plain[left:start]
    named = _SPEAKER.match(said)
    said = said[named.end() :] if named and _speaks(plain, named[1]) else said
    if question.endswith(("?", "？")) and _ANSWER.match(said):
        return _SIGNS.sub("", question)[-2 * LONGEST :]
    return ""


def _speaks(plain: str, label: str) -> bool:
    """Return whether a label is who speaks: it stands before a colon at several lines' starts."""
    who = re.escape(label.strip(" ○●◇◆■□-"))
    return bool(who) and len(re.findall(rf"(?m)^\W*{who}\s*[:：]", plain)) > 1


def _caption(page: Page, at: int) -> str:
    """Return the short line right above, which names what the line below gives."""
    if at == 0:
        return ""
    above = page.line(at - 1)
    said = page.dressed[above.start : above.end].strip()
    if _HEADER.fullmatch(said):
        return ""
    if (
        above.kind in {"row", "blank"}
        or len(said) > LONGEST
        or re.search(r"\d|[.!?]$|다$|요$|[:：,]", said)
    ):
        return ""
    return said


def pairs_of(
    page: Page, plain: str, tokens: Sequence[Token], mentions: Sequence[Mention]
) -> dict[int, tuple[str, str, bool]]:
    """Return the figures that stand behind one province each, with what leads in to their row.

    The third value says whether that stands in their own sentence.

    Parameters
    ----------
    page, plain
        The draft's layout and text.
    tokens, mentions
        Its numbers and the places it names.
    """
    found: dict[int, tuple[str, str, bool]] = {}
    numbers = {token.start: token for token in tokens if token.kind in {"count", "bare"}}
    provinces = [m for m in mentions if m.is_province]
    rows: dict[int, list[tuple[int, int, str]]] = {}
    for mention in provinces:
        if page.in_row(mention.start):
            continue
        for at in range(mention.end, mention.end + 7):
            if at in numbers and _PAIR.match(plain[mention.end : at]):
                rows.setdefault(page.sentence(mention.start)[0], []).append(
                    (mention.start, at, mention.province)
                )
    for left, row in rows.items():
        said = plain[left : row[0][0]]
        if len(row) < (LEAST - 1 if said.rstrip().endswith((":", "：")) else LEAST):
            continue
        lead = _SIGNS.sub("", said).strip(" :：(-")
        own = bool(lead)
        lead = lead or _SIGNS.sub("", page.before(left))
        for _, at, code in row:
            found[at] = (code, lead, own)
    return found
