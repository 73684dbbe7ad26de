"""A page's pixels as a PNG with a palette: a third of the bytes, and the same to the eye.

A page is flat colours and the blends of text and lines at their edges. The colours that cover
most of it stay exactly as they are; the blends share what is left of the 256.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from PIL.PngImagePlugin import PngInfo

Packed = npt.NDArray[np.integer[Any]]
"""Colours in one number each, red in the lowest byte."""

Weights = npt.NDArray[np.integer[Any]] | npt.NDArray[np.floating[Any]]

COLOURS = 256
"""A byte a pixel."""

EXACT = 64
"""Colours that stay as they are; measured, more of them leave the blends too few."""

SEEN = 0xFFFFFF
"""The three colours of a pixel, without how much it covers: a page has no holes."""


def png_bytes(pixels: npt.NDArray[np.uint8], dpi: int, title: str, alt: str, lang: str) -> bytes:
    """Return pixels as a PNG; the same pixels give the same bytes.

    Parameters
    ----------
    pixels
        Rows of red, green, blue and cover.
    dpi
        Pixels an inch.
    title, alt, lang
        What the picture is, what it shows in words, and in which language.
    """
    info = PngInfo()
    info.add_itxt("Title", title, lang)
    info.add_itxt("Description", alt, lang)
    numbers, palette = reduced(pixels)
    picture = Image.fromarray(numbers)
    picture.putpalette(palette.tobytes())
    out = io.BytesIO()
    picture.save(out, format="PNG", dpi=(dpi, dpi), pnginfo=info, compress_level=6)
    return out.getvalue()


def reduced(
    pixels: npt.NDArray[np.uint8],
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Return each pixel's number in a palette, and the palette: rows of red, green and blue."""
    packed = np.ascontiguousarray(pixels).view("<u4").ravel() & SEEN
    # A page is long runs of one colour: what follows works on the runs, a twentieth of it.
    starts = np.concatenate([[0], np.flatnonzero(packed[1:] != packed[:-1]) + 1])
    runs, lengths = packed[starts], np.diff(starts, append=len(packed))
    found, which = np.unique(runs, return_inverse=True)
    palette = found
    if len(found) > COLOURS:
        palette = _chosen(found, np.bincount(which, weights=lengths))
    shades, wanted = _apart(palette), _apart(found)
    # |a - b|² without the differences themselves: a page has some thousand blends.
    far = (shades**2).sum(axis=1)[None, :] - 2 * wanted @ shades.T
    numbers = far.argmin(axis=1).astype(np.uint8)
    return np.repeat(numbers[which], lengths).reshape(pixels.shape[:2]), shades.astype(np.uint8)


def _chosen(found: Packed, covered: Weights) -> Packed:
    """Return the colours that cover most, and the best that Pillow finds for all others."""
    most = found[np.argsort(-covered, kind="stable")[:EXACT]]
    rest = _apart(np.setdiff1d(found, most)).astype(np.uint8)
    row = Image.frombytes("RGB", (len(rest), 1), rest.tobytes())
    shared = row.quantize(COLOURS - len(most), Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    flat = np.array(shared.getpalette("RGB"), dtype=np.uint32).reshape(-1, 3)
    blends = flat[:, 0] | flat[:, 1] << 8 | flat[:, 2] << 16
    return np.concatenate([most, blends[: COLOURS - len(most)]])


def _apart(packed: Packed) -> npt.NDArray[np.float32]:
    """Return packed colours as rows of red, green and blue."""
    return np.stack([packed & 255, packed >> 8 & 255, packed >> 16], axis=1).astype(np.float32)
