"""Korean morphemes, by an analyser that is loaded once, when it is first needed.

The analyser and its model are packages: nothing is fetched. It takes about 1.5 s and 250 MB.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache
from typing import Any

_LOCK = threading.Lock()
LONGEST_RUN = 400
"""Characters without a space that are still analysed; no Korean word has a tenth of it."""


@dataclass(frozen=True)
class Morpheme:
    """One morpheme: its form, its tag of the Sejong set, and where it stands."""

    form: str
    tag: str
    start: int
    end: int


@cache
def _analyser() -> Any:
    from kiwipiepy import Kiwi  # noqa: PLC0415  # slow to load, needed for Korean only

    return Kiwi(num_workers=1, model_type="cong", load_multi_dict=False)


def morphemes(text: str, offset: int = 0) -> list[Morpheme]:
    """Return the morphemes of a text, at its offset in the page."""
    longest = max((len(part) for part in text.split()), default=0)
    if longest > LONGEST_RUN:
        return []
    with _LOCK:
        tokens = _analyser().tokenize(text)
    return [
        Morpheme(t.form, t.tag.split("-")[0], offset + t.start, offset + t.start + t.len)
        for t in tokens
    ]


def warm() -> None:
    """Load the analyser, so that the first reader does not wait for it."""
    morphemes("평생학습도시")
