"""What a notebook shows: the map with everything inside, and pictures in the house's look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from figures.words.language import DEFAULT_LANGUAGE, words
from store.folders import STATIC

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.atlas import Atlas
    from analysis.coverage.counting import Coverage
    from figures.print import Picture
    from figures.web.folium_map import MapState
    from figures.web.inline_map import InlineMap

DATA_FILES = ("atlas.json", "shapes.json", "epochs.json", "layers.json")
"""What the map's script may ask for and finds inside."""


def inline_map(state: MapState) -> InlineMap:
    """Return the map in a state, its scripts, styles and shapes inside."""
    from exports.build import bundle  # noqa: PLC0415  # slow to import
    from figures.web.folium_map import LEAFLET  # noqa: PLC0415  # the same
    from figures.web.inline_map import InlineMap  # noqa: PLC0415  # the same

    built = bundle.current() or bundle.build()
    leaflet, made = STATIC / "vendor" / LEAFLET, bundle.BUILT / built.bundle
    scripts = (leaflet / "leaflet.js", made / "atlas-map.js")
    styles = (leaflet / "leaflet.css", made / "atlas-map.css")
    return InlineMap(
        state,
        scripts=tuple(path.read_text(encoding="utf-8") for path in scripts),
        styles=tuple(path.read_text(encoding="utf-8") for path in styles),
        files={name: (made / name).read_text(encoding="utf-8") for name in DATA_FILES},
        failed=words(state.lang)("map_failed"),
    )


@dataclass(frozen=True)
class Drawing:
    """A picture that a notebook shows.

    Parameters
    ----------
    picture
        As `atlas.py picture` draws it.
    """

    picture: Picture

    def __repr__(self) -> str:
        """Return what the picture says, for readers who cannot see it."""
        return self.picture.text.alt

    def _repr_png_(self) -> bytes:
        return self.picture.as_bytes("png")

    def save(self, path: str | Path) -> Path:
        """Write the picture as the file's ending says: .png, .svg or .pdf."""
        from figures.print.page.output import require_format  # noqa: PLC0415  # slow to import

        target = Path(path)
        form = target.suffix.removeprefix(".").lower()
        require_format(form)
        target.write_bytes(self.picture.as_bytes(form))
        return target


def drawing(
    atlas: Atlas, template: str, point: Coverage, lang: str = DEFAULT_LANGUAGE, size: str = "slide"
) -> Drawing:
    """Return a picture of a day under a rule in the house's look.

    Parameters
    ----------
    atlas
        Places, designations and editions.
    template
        As `atlas.py picture` knows it.
    point
        Coverage on the day, under the rule.
    lang, size
        As for `atlas.py picture`.
    """
    from exports.build.print_facts import gather  # noqa: PLC0415  # slow to import
    from figures.print import draw_picture  # noqa: PLC0415  # the same
    from figures.print.page.size import page_size  # noqa: PLC0415  # the same
    from figures.style.theme import load_theme  # noqa: PLC0415  # the same

    page = page_size(size)
    facts = gather(atlas, point.edition, point.rule)
    if point.date != facts.date:
        strict = atlas.coverage(date=point.date, rule="strict")
        facts = replace(facts, point=point, strict=strict)
    return Drawing(draw_picture(template, facts, lang, page, load_theme()))


class DrawnFrame(pd.DataFrame):  # type: ignore[misc]  # pandas has no types here
    """A frame whose `plot` draws it in the house's look; what is taken from it is a plain one."""

    _metadata = ("_draw",)
    _draw: Callable[..., Drawing]

    @property
    def _constructor(self) -> type[pd.DataFrame]:
        return pd.DataFrame  # type: ignore[no-any-return]  # the same

    def plot(self, lang: str = DEFAULT_LANGUAGE, size: str = "slide") -> Drawing:
        """Return the frame as a picture, Korean ("ko") or English ("en").

        Parameters
        ----------
        lang, size
            As for `atlas.py picture`.
        """
        return self._draw(lang=lang, size=size)


def drawn(frame: pd.DataFrame, draw: Callable[..., Drawing]) -> DrawnFrame:
    """Return a frame that draws itself.

    Parameters
    ----------
    frame
        Any frame.
    draw
        Makes the picture, asked with `lang` and `size`.
    """
    found = DrawnFrame(frame)
    object.__setattr__(found, "_draw", draw)
    return found
