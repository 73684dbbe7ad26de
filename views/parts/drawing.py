"""Pictures and documents for pages, made by a process beside the server's, a few at a time."""

from __future__ import annotations

import atexit
from functools import cache
from typing import TYPE_CHECKING, cast

from exports.pack.drawing import packed
from store.bounded.limits import Limits
from store.bounded.pool import Pool

if TYPE_CHECKING:
    from exports.brief.gallery import Gallery

DRAWING = "exports.pack.drawing"
LIMITS = Limits(megabytes=64, seconds=60.0, memory_megabytes=1500, answer_megabytes=64)
GROWN_MEGABYTES = 600
"""What a drawing process keeps, its libraries and the canvases of three editions, is less."""

NICENESS = 2
"""A reader waits for a picture: it stands back behind pages, and not behind all else."""


def drawing_pool(grown_megabytes: int, niceness: int) -> Pool:
    """Return a pool of one process that draws; it ends with this one."""
    made = Pool(at_a_time=1, modules=(DRAWING,), grown_megabytes=grown_megabytes, niceness=niceness)
    atexit.register(made.close)
    return made


@cache
def pool() -> Pool:
    """Return the one pool of this process; one drawing at a time, the rest queue."""
    return drawing_pool(GROWN_MEGABYTES, NICENESS)


class Desk:
    """Where the pictures of one gallery are made; shared by every session that sees the same.

    Parameters
    ----------
    key
        Of the gallery's facts.
    shown
        The facts, and how they look.
    """

    def __init__(self, key: str, shown: Gallery) -> None:
        self.key, self.facts = key, shown.facts
        self._packed = packed(shown.facts)

    def file(self, template: str, lang: str, size: str, form: str, province: str) -> bytes:
        """Return a picture's bytes."""
        order = (template, lang, size, form, province)
        return cast("bytes", self._run("draw", template, *order))

    def preview(
        self, template: str, lang: str, size: str, province: str, longest: int
    ) -> tuple[bytes, str]:
        """Return a picture as a small PNG, and its description."""
        order = (template, lang, size, province, longest)
        return cast("tuple[bytes, str]", self._run("preview", template, *order))

    def document(self, lang: str, form: str) -> bytes:
        """Return a document's bytes."""
        return cast("bytes", self._run("document", form, lang, form))

    def packed_part(self, beside: Pool, job: tuple[str, str, str], *, last: bool) -> object:
        """Return the files of one job of a pack, made by another pool's process.

        Parameters
        ----------
        beside
            The pool.
        job
            From `exports.pack.press_pack.jobs`.
        last
            Whether it is its language's last: what was drawn is then let go.
        """
        target = f"{DRAWING}:pack_part"
        return beside.run(target, self.key, self._packed, job, last, name=job[0], limits=LIMITS)

    def whole_pack(self, beside: Pool, files: dict[str, bytes]) -> object:
        """Return a pack's parts as one archive, with what stands on top of it."""
        order = (f"{DRAWING}:pack_archive", self.key, self._packed, files)
        return beside.run(*order, name="pack", limits=LIMITS)

    def _run(self, function: str, name: str, *order: str | int) -> object:
        target = f"{DRAWING}:{function}"
        return pool().run(target, self.key, self._packed, *order, name=name, limits=LIMITS)
