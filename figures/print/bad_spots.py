"""A small picture of the places that overlap in a boundary file, one panel a spot."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

import geopandas as gpd

from figures.style.palette import INKS
from figures.style.theme import load_theme
from figures.style.tokens import TOKENS

if TYPE_CHECKING:
    from geo.files.moves import Move

PANELS = 4
"""Most spots that are drawn, the worst first."""

PANEL_IN = 3.2
DPI = 110
WIDER = 3.0
"""A panel shows so many times the size of the overlap."""

OVERLAP: str = TOKENS["document"]["overlap"]["both"]
SHAPES: list[str] = TOKENS["document"]["overlap"]["outlines"]


def bad_spots_png(moves: tuple[Move, ...]) -> bytes:
    """Return a PNG of the worst overlaps: both outlines, and what lies in both filled.

    Parameters
    ----------
    moves
        Places that cleaning changes, the most changed first; at least one.
    """
    shown = moves[:PANELS]
    font = FontProperties(fname=load_theme().regular)
    figure = Figure(figsize=(PANEL_IN * len(shown), PANEL_IN + 0.5), dpi=DPI)
    for number, move in enumerate(shown, start=1):
        axes = figure.add_subplot(1, len(shown), number)
        for shape, colour in zip(move.drawn, SHAPES, strict=False):
            gpd.GeoSeries([shape]).boundary.plot(ax=axes, color=colour, linewidth=1.2)
        gpd.GeoSeries([move.shape]).plot(ax=axes, color=OVERLAP, alpha=0.7)
        _frame_spot(axes, move)
        title = f"{move.unit_id} {move.name} × {move.neighbour or '—'}\n{move.share:.1%}"
        axes.set_title(title, fontproperties=font, fontsize=9, color=INKS["light"].text)
        axes.set_axis_off()
    out = io.BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(out, format="png")
    return out.getvalue()


def _frame_spot(axes: object, move: Move) -> None:
    """Show the overlap with what lies around it."""
    left, low, right, high = move.shape.bounds
    half = max(right - left, high - low) * WIDER / 2
    east, north = (left + right) / 2, (low + high) / 2
    axes.set_xlim(east - half, east + half)  # type: ignore[attr-defined]  # matplotlib's axes
    axes.set_ylim(north - half, north + half)  # type: ignore[attr-defined]  # the same
