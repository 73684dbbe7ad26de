"""For whom pictures and documents are made, and what each kind of reader is shown."""

from __future__ import annotations

from dataclasses import dataclass

from store.registry import Registry


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
