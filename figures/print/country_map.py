"""Maps for print: the country, its metropolitan cities enlarged, and any province.

All shapes are EPSG:5179 metres. The official boundary file is the only source of any line; the
sea to the east carries its name 동해 (East Sea), and Ulleungdo and Dokdo have a frame of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

import shapely

from geo.shapes.empty_water import closed_up

if TYPE_CHECKING:
    from collections.abc import Mapping

    from figures.print.facts import Facts
    from figures.print.page.canvas import Canvas
    from figures.style.palette import Style

Box = tuple[float, float, float, float]
"""x, y, width, height in design units, from the top left."""

COUNTRY_BOUNDS = (742_000.0, 1_452_000.0, 1_308_000.0, 2_072_000.0)
"""Mainland, Jeju and the near islands, with the sea to the east; metres."""

EAST_SEA = (1_228_000.0, 1_985_000.0)
ULLEUNG = "37430"
ULLEUNG_BOUNDS = (1_289_800.0, 1_943_700.0, 1_303_600.0, 1_956_400.0)
DOKDO_BOUNDS = (1_386_780.0, 1_924_160.0, 1_388_100.0, 1_925_340.0)
ISLANDS_AT = (1_212_000.0, 1_926_000.0, 1_306_000.0)
"""Left, top and right of the islands' frame, in the open sea south of Ulleungdo itself."""

SCALE_BAR_M = 100_000
SEA = 1.25
"""Size of the sea's name, in small letterings."""

LETTERING_M = 11_800
"""Height of small lettering on the country's map, metres on the ground."""


@dataclass(frozen=True)
class Frame:
    """Where a map lies on the page.

    Parameters
    ----------
    box
        The part of the page it may use.
    left, top
        The map point at the page point `x`, `y`, metres.
    x, y
        Design units.
    scale
        Design units a metre.
    """

    box: Box
    left: float
    top: float
    x: float
    y: float
    scale: float

    @classmethod
    def fit(cls, bounds: tuple[float, float, float, float], box: Box) -> Frame:
        """Return the frame that shows some bounds as large as a box allows, in its middle."""
        west, south, east, north = bounds
        x, y, width, height = box
        scale = min(width / (east - west), height / (north - south))
        x += (width - (east - west) * scale) / 2
        y += (height - (north - south) * scale) / 2
        return cls(box, west, north, x, y, scale)

    def at(self, east: float, north: float) -> tuple[float, float]:
        """Return a map point's place on the page."""
        return self.x + (east - self.left) * self.scale, self.y + (self.top - north) * self.scale

    @property
    def transform(self) -> Affine2D:
        """Metres to design units."""
        moved = Affine2D().translate(-self.left, -self.top)
        return moved.scale(self.scale, -self.scale).translate(self.x, self.y)


def outline(geometry: shapely.Geometry) -> Path:
    """Return a polygon's or line's path, rings closed and holes kept."""
    vertices: list[np.ndarray[Any, Any]] = []
    codes: list[np.ndarray[Any, Any]] = []
    for part in shapely.get_parts(geometry):
        rings = [part] if part.geom_type == "LineString" else [part.exterior, *part.interiors]
        for ring in rings:
            points = shapely.get_coordinates(ring)
            steps = np.full(len(points), Path.LINETO, dtype=Path.code_type)
            steps[0] = Path.MOVETO
            if part.geom_type != "LineString":
                steps[-1] = Path.CLOSEPOLY
            vertices.append(points)
            codes.append(steps)
    if not vertices:
        return Path(np.empty((0, 2)))
    return Path(np.concatenate(vertices), np.concatenate(codes))


def paths(facts: Facts, level: str) -> dict[str, Path]:
    """Return each shape's path at a level, "country" or "shapes"; made once."""
    kept = facts.kept
    if level not in kept:
        frame = facts.country if level == "country" else facts.shapes
        kept[level] = {str(unit): outline(shape) for unit, shape in frame.geometry.items()}
    found: dict[str, Path] = kept[level]
    return found


def status_looks(page: Canvas, facts: Facts) -> dict[str, Style]:
    """Return each shape's style by its place's status; a shape without a place applies to none."""
    styles = page.theme.styles
    nothing = styles["does_not_apply"]
    return {
        str(shape): styles[facts.keys[facts.shown_as[shape]]]
        if shape in facts.shown_as
        else nothing
        for shape in facts.country.index
    }


def draw_places(
    page: Canvas,
    shapes: Mapping[str, Path],
    looks: Mapping[str, Style],
    frame: Frame,
    clip: Box | None = None,
) -> None:
    """Draw places in their styles; heavier outlines come last so that none is covered."""
    groups: dict[Style, list[str]] = {}
    for unit, look in looks.items():
        groups.setdefault(look, []).append(unit)
    for look, units in sorted(groups.items(), key=lambda item: (item[0].width, item[1][0])):
        chosen = {unit: shapes[unit] for unit in units}
        page.places(chosen, frame.transform, clip, **page.look(look))


def draw_lines(  # noqa: PLR0913  # a line's look is two choices
    page: Canvas,
    lines: shapely.Geometry,
    frame: Frame,
    clip: Box | None = None,
    *,
    width: float = 1.3,
    colour: str = "",
) -> None:
    """Draw lines over the places."""
    look = {"facecolor": "none", "edgecolor": colour or page.theme.ink.border}
    page.path(outline(lines), frame.transform, clip, linewidth=width * page.unit_pt, **look)


def national_map(
    page: Canvas, facts: Facts, box: Box, looks: Mapping[str, Style], words: Mapping[str, str]
) -> Frame:
    """Draw the country with a scale bar; `far_islands` completes it.

    Parameters
    ----------
    page, facts
        The page and what to draw.
    box
        Where.
    looks
        Each shape's style.
    words
        `east_sea`, `ulleung`, `dokdo` and `scale` in the reader's language.
    """
    frame = Frame.fit(COUNTRY_BOUNDS, box)
    draw_places(page, paths(facts, "country"), looks, frame, box)
    draw_lines(page, facts.province_lines, frame, box, width=2.0, colour=page.theme.ink.paper)
    small = _small(frame)
    _scale_bar(page, frame, words["scale"], small)
    return frame


def _small(frame: Frame) -> float:
    """Return the size of a map's small lettering."""
    return max(12.0, LETTERING_M * frame.scale)


def far_islands(
    page: Canvas,
    facts: Facts,
    looks: Mapping[str, Style],
    frame: Frame,
    words: Mapping[str, str],
) -> None:
    """Name the sea, and draw Ulleungdo and Dokdo in two frames, each at a scale of its own.

    The lines of names keep clear of them, see `far_boxes`.
    """
    sea, islands = far_boxes(page, frame, words)
    small = _small(frame)
    page.rect(sea, fill=page.theme.ink.paper)
    middle = sea[0] + sea[2] / 2
    muted = page.theme.ink.muted
    page.text(middle, sea[1], words["east_sea"], small * SEA, colour=muted, align="center")
    island_frames(page, facts, looks, (islands[0], islands[1], islands[2]), small, words)


def far_boxes(page: Canvas, frame: Frame, words: Mapping[str, str]) -> tuple[Box, Box]:
    """Return where the sea's name and the far islands' frames stand, for lines to keep clear."""
    small = _small(frame)
    x, y = frame.at(*EAST_SEA)
    size = small * SEA
    wide = page.text_width(words["east_sea"], size) + size * 0.4
    left, top, right = ISLANDS_AT
    x0, y0 = frame.at(left, top)
    x1, _ = frame.at(right, top)
    sea = (x - wide / 2, y, wide, size * 1.2)
    return sea, (x0, y0, x1 - x0, (x1 - x0) / 2 + small * 1.3)


def island_frames(  # noqa: PLR0913, PLR0917  # one drawing, its parts named
    page: Canvas,
    facts: Facts,
    looks: Mapping[str, Style],
    at: tuple[float, float, float],
    small: float,
    words: Mapping[str, str],
) -> float:
    """Draw Ulleungdo and Dokdo in two frames and return where the next thing starts.

    Parameters
    ----------
    page, facts, looks
        As for `national_map`.
    at
        Left, top and width of both frames together.
    small
        Size of the lettering.
    words
        `ulleung` and `dokdo` in the reader's language.
    """
    x0, y0, width = at
    side = width / 2
    page.rect((x0, y0, width, side + small * 1.3), fill=page.theme.ink.paper)
    shapes, look = {ULLEUNG: paths(facts, "shapes")[ULLEUNG]}, {ULLEUNG: looks[ULLEUNG]}
    for i, (bounds, word) in enumerate(((ULLEUNG_BOUNDS, "ulleung"), (DOKDO_BOUNDS, "dokdo"))):
        box = (x0 + i * side, y0, side, side)
        pad = side * 0.1
        inner = (box[0] + pad, box[1] + pad, side - 2 * pad, side - 2 * pad)
        draw_places(page, shapes, look, Frame.fit(bounds, inner), box)
        page.rect(box, edge=page.theme.ink.muted, width=0.8)
        size = page.fitted(words[word], small * 0.9, side * 0.98)
        middle, below, ink = box[0] + side / 2, y0 + side + small * 0.15, page.theme.ink.muted
        page.text(middle, below, words[word], size, colour=ink, align="center")
    return y0 + side + small * 1.3


def _scale_bar(page: Canvas, frame: Frame, label: str, small: float) -> None:
    """Draw a bar as long as the map's 100 km at the foot of the map, on the sea side."""
    length = SCALE_BAR_M * frame.scale
    east, south = frame.at(COUNTRY_BOUNDS[2], COUNTRY_BOUNDS[1])
    right, base = east - small * 0.5, south - small * 0.5
    tick = small * 0.3
    ink = page.theme.ink.muted
    xs = (right - length, right - length, right, right)
    page.line(xs, (base - tick, base, base, base - tick), colour=ink, width=1.2)
    at = right - length / 2
    page.text(at, base - small * 1.5, label, small * 0.9, colour=ink, align="center")


def city_map(  # noqa: PLR0913, PLR0917  # one drawing, its parts named
    page: Canvas, facts: Facts, code: str, box: Box, looks: Mapping[str, Style], label: str
) -> None:
    """Draw one metropolitan city enlarged in a box, whole, its neighbours left out.

    Wide empty water on the way to far islands is shortened, and a dashed line says where.
    """
    units = [shape for shape, owner in facts.province_of.items() if owner == code]
    if not units:
        return
    shapes, cuts = closed_up(facts.shapes.geometry.loc[units])
    bounds = shapes.total_bounds
    x, y, width, height = box
    title = min(22.0, height * 0.13)
    area = (x, y + title * 1.4, width, height - title * 1.4)
    pad = width * 0.04
    room = (area[0] + pad, area[1] + pad, area[2] - 2 * pad, area[3] - 2 * pad)
    frame = Frame.fit((bounds[0], bounds[1], bounds[2], bounds[3]), room)
    drawn = {str(unit): outline(shape) for unit, shape in shapes.items()}
    draw_places(page, drawn, {unit: looks[unit] for unit in units}, frame, area)
    for east in cuts[0]:
        across, _ = frame.at(east, 0.0)
        ends = (area[1] + pad, area[1] + area[3] - pad)
        page.line((across, across), ends, colour=page.theme.ink.muted, width=1.0, dash="dotted")
    for north in cuts[1]:
        _, down = frame.at(0.0, north)
        ends = (area[0] + pad, area[0] + area[2] - pad)
        page.line(ends, (down, down), colour=page.theme.ink.muted, width=1.0, dash="dotted")
    page.rect(area, edge=page.theme.ink.line, width=1.0)
    page.text(x, y, label, page.fitted(label, title, width, bold=True), bold=True)
