"""What marks a picture or a document made before an edition's hour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from figures.words.language import words

if TYPE_CHECKING:
    from figures.words.language import Words

HOURS = ("briefed_at", "online_at", "paper_on")


@dataclass(frozen=True)
class Embargo:
    """An edition whose hour has not come.

    Parameters
    ----------
    edition
        Its year.
    briefed_at, online_at, paper_on
        The three hours in Seoul, ISO; empty where unknown.
    """

    edition: str
    briefed_at: str = ""
    online_at: str = ""
    paper_on: str = ""


def hour_text(value: str, say: Words) -> str:
    """Return an hour of Seoul as people read it: the day, and the time where there is one."""
    day, _, time = value.partition("T")
    return f"{say.date(day)} {time[:5]}".strip() if day else "—"


def hours_line(embargo: Embargo, say: Words) -> str:
    """Return the three hours of an edition on one line, Asia/Seoul."""
    return say(
        "embargo.hours",
        edition=embargo.edition,
        briefed=hour_text(embargo.briefed_at, say),
        online=hour_text(embargo.online_at, say),
        paper=hour_text(embargo.paper_on, say),
    )


def watermark(embargoes: tuple[Embargo, ...], say: Words) -> str:
    """Return the text that stands across every picture; empty when nothing is under embargo."""
    if not embargoes:
        return ""
    return say("embargo.watermark", edition=", ".join(one.edition for one in embargoes))


def marks(embargoes: tuple[Embargo, ...], lang: str) -> list[str]:
    """Return the lines that an export carries: the mark, then each edition's hours."""
    if not embargoes:
        return []
    say = words(lang)
    return [watermark(embargoes, say), *(hours_line(one, say) for one in embargoes)]
