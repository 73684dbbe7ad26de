"""For whom pictures and documents are made, and what each kind of reader is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from figures.words.language import LANGUAGES, words
from store.registry import Registry

if TYPE_CHECKING:
    from figures.print.facts import Facts


@dataclass(frozen=True)
class Audience:
    """A kind of reader.

    Parameters
    ----------
    key
        Its name.
    evidence
        Whether it is shown how sure a designation or its absence is.
    fingerprint
        Whether it is shown the hash of the data.
    publishers
        Whether sources are named one by one; else the Ministry, whose figures they print.
    """

    key: str
    evidence: bool = True
    fingerprint: bool = True
    publishers: bool = True


RESEARCH = Audience("research")
OFFICE = Audience("office", evidence=False)
PRESS = Audience("press", evidence=False, fingerprint=False, publishers=False)

AUDIENCES: Registry[Audience] = Registry("audience", (PRESS, OFFICE, RESEARCH))
"""From who is shown least to who is shown all."""


def for_audience(facts: Facts, key: str) -> Facts:
    """Return facts as a kind of reader is shown them.

    Parameters
    ----------
    facts
        The edition's numbers and shapes.
    key
        In `AUDIENCES`.

    Raises
    ------
    InputError
        If there is no such audience.
    """
    audience = AUDIENCES.require(key)
    if audience.publishers:
        return replace(facts, audience=audience)
    say = {lang: words(lang) for lang in LANGUAGES}
    named: dict[str, tuple[str, ...]] = {
        lang: (one("brief.ministry", date=one.date(facts.date)),) for lang, one in say.items()
    }
    return replace(facts, audience=audience, sources=named)
