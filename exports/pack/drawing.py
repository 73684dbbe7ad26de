"""Pictures and documents as a worker process makes them: from facts that come as bytes.

A picture takes seconds of one core. Drawn in the process that serves pages, every reader's page
would wait for it. `store.bounded` starts the workers; what is called here is named to them.
"""

from __future__ import annotations

import io
import pickle
from collections import OrderedDict
from typing import TYPE_CHECKING

from PIL import Image

from exports.brief.content import Content
from exports.brief.gallery import Gallery
from exports.formats.registry import FORMATS
from exports.pack.press_pack import Kitchen, whole
from figures.style.theme import load_theme
from store.archive import zip_bytes

if TYPE_CHECKING:
    from exports.pack.press_pack import Job
    from figures.print.facts import Facts

GALLERIES = 3
"""Editions whose pictures a worker keeps drawn; a canvas takes a few megabytes."""

_galleries: OrderedDict[str, Gallery] = OrderedDict()


def packed(facts: Facts) -> bytes:
    """Return facts as they are handed to a worker."""
    return pickle.dumps(facts, protocol=pickle.HIGHEST_PROTOCOL)


def _gallery(key: str, facts: bytes) -> Gallery:
    """Return the gallery of some facts, which are unpacked once."""
    if key not in _galleries:
        # Our own server packed them; a worker reads nothing else.
        _galleries[key] = Gallery(pickle.loads(facts), load_theme())  # noqa: S301  # our own server packed it
        while len(_galleries) > GALLERIES:
            _galleries.popitem(last=False)
    _galleries.move_to_end(key)
    return _galleries[key]


def draw(  # noqa: PLR0913, PLR0917  # what, of which facts, how
    key: str, facts: bytes, template: str, lang: str, size: str, form: str, province: str
) -> bytes:
    """Return a picture's bytes.

    Parameters
    ----------
    key
        Of the facts; the same key means the same facts.
    facts
        From `packed`.
    template, lang, size, form, province
        As `exports.brief.gallery.Gallery.file` has them.
    """
    return _gallery(key, facts).file(template, lang, size, form, province)


def preview(  # noqa: PLR0913, PLR0917  # the same
    key: str, facts: bytes, template: str, lang: str, size: str, province: str, longest: int
) -> tuple[bytes, str]:
    """Return a picture as a small PNG, and its description.

    Parameters
    ----------
    key, facts, template, lang, size, province
        As `draw` has them.
    longest
        Side of the small picture, pixels.
    """
    shown = _gallery(key, facts)
    data = shown.file(template, lang, size, "png", province)
    with Image.open(io.BytesIO(data)) as whole:
        small = whole.convert("RGB")
    small.thumbnail((longest, longest))
    out = io.BytesIO()
    small.save(out, format="PNG")
    return out.getvalue(), shown.picture(template, lang, size, province).text.alt


def document(key: str, facts: bytes, lang: str, form: str) -> bytes:
    """Return a document's bytes.

    Parameters
    ----------
    key, facts
        As `draw` has them.
    lang, form
        Its language, and its key in `exports.formats.registry.FORMATS`.
    """
    shown = _gallery(key, facts)
    return FORMATS[form].files(Content(shown.facts, lang), shown)[0].data


def pack_part(key: str, facts: bytes, job: Job, last: bool) -> dict[str, bytes]:  # noqa: FBT001  # as a pool hands it on
    """Return the files of one job of a press pack.

    Parameters
    ----------
    key, facts
        As `draw` has them.
    job
        From `exports.pack.press_pack.jobs`.
    last
        Whether what was drawn is let go afterwards.
    """
    shown = _gallery(key, facts)
    made = Kitchen(shown).make(job)
    if last:
        shown.forget()
    return made


def pack_archive(key: str, facts: bytes, files: dict[str, bytes]) -> bytes:
    """Return a press pack's parts as one archive, with notes, preview, catalogue and manifest.

    Parameters
    ----------
    key, facts
        As `draw` has them.
    files
        The parts by their name in the pack.
    """
    return zip_bytes(whole(_gallery(key, facts).facts, files))
