"""Draw the reference pictures again: ``python tests/references/accept.py [TEMPLATE ...]``.

Run it after a change that is meant to be seen, look at every picture it names, and commit them.
A reference is the slide of the 2023 edition, scaled down to a third.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

SCALE = 3


def small(png: bytes) -> Image.Image:
    """Return a picture as references are kept: a third of its size, without transparency."""
    with Image.open(io.BytesIO(png)) as whole:
        return whole.convert("RGB").reduce(SCALE)


def main() -> None:
    """Write the references asked for, or all of them."""
    from analysis.atlas import Atlas  # noqa: PLC0415  # the path is set above
    from exports.brief.gallery import Gallery  # noqa: PLC0415  # the same
    from exports.build.print_facts import gather  # noqa: PLC0415  # the same
    from figures.print import TEMPLATE_NAMES  # noqa: PLC0415  # the same
    from figures.style.theme import load_theme  # noqa: PLC0415  # the same

    gallery = Gallery(gather(Atlas.load(), "2023", "official"), load_theme())
    for template in sys.argv[1:] or TEMPLATE_NAMES:
        for lang in ("ko", "en"):
            path = HERE / f"{template}-{lang}.png"
            small(gallery.file(template, lang, "slide", "png")).save(path, optimize=True)
            sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
