"""Parts of slides that python-pptx has no words for: the master, numbers, alt text, time axes."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

if TYPE_CHECKING:
    from figures.style.theme import Theme

EDGE = Inches(0.6)
NUMBER = Inches(0.9)
"""Room at the foot for the number of the slide."""

YEARS_APART = 5
"""Between two marks of a time axis."""


def house_master(file: Any, theme: Theme) -> None:
    """Give the master the theme's fonts and colours, and put its title and number in their places.

    Parameters
    ----------
    file
        The presentation.
    theme
        The house style.
    """
    master = file.slide_master
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = part.blob.decode("utf-8")
    font = escape(theme.document, {'"': "&quot;"})
    text = re.sub(r'(<a:(?:latin|ea) typeface=")[^"]*"', rf'\g<1>{font}"', text)
    held, new = theme.styles["designated"].fill, theme.styles["new"].fill
    colours = {"dk1": theme.ink.text, "lt1": theme.ink.paper, "dk2": theme.ink.muted,
               "lt2": theme.ink.panel, "accent1": held, "accent2": new,
               "accent3": theme.ink.accent}  # fmt: skip
    for name, colour in colours.items():
        value = f'<a:{name}><a:srgbClr val="{colour.lstrip("#").upper()}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", value, text, flags=re.DOTALL)
    part._blob = text.encode("utf-8")  # noqa: SLF001  # a theme has no public setter
    wide, high = file.slide_width, file.slide_height
    for holder in (master, *file.slide_layouts):
        for shape in holder.placeholders:
            kind = shape.placeholder_format.type
            if kind == PP_PLACEHOLDER.TITLE:
                shape.left, shape.top = EDGE, Inches(0.35)
                shape.width, shape.height = wide - 2 * EDGE, Inches(0.9)
            elif kind == PP_PLACEHOLDER.SLIDE_NUMBER:
                shape.left, shape.top = wide - EDGE - NUMBER, high - Inches(0.55)
                shape.width, shape.height = NUMBER, Inches(0.4)


def number_slide(slide: Any) -> None:
    """Show a slide's number in the place that its layout has for it."""
    for shape in slide.slide_layout.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            slide.shapes._spTree.append(deepcopy(shape._element))  # noqa: SLF001  # not taken over by itself


def described(shape: Any, name: str, alt: str) -> None:
    """Name a picture, chart or table, and say what it shows to who cannot see it."""
    shape.name = name
    element = shape._element  # noqa: SLF001  # alt text has no public setter
    element.xpath(".//p:cNvPr")[0].set("descr", alt)


def by_years(chart: Any) -> None:
    """Make a chart's axis of dates a true axis of time, marked every few years."""
    axis = chart.category_axis._element  # noqa: SLF001  # units of time have no public setter
    chart.category_axis.tick_labels.number_format = "yyyy"
    chart.category_axis.tick_labels.number_format_is_linked = False
    for tag in ("baseTimeUnit", "majorUnit", "majorTimeUnit", "minorUnit", "minorTimeUnit"):
        for old in axis.findall(qn(f"c:{tag}")):
            axis.remove(old)
    for tag, value in (
        ("baseTimeUnit", "days"), ("majorUnit", YEARS_APART), ("majorTimeUnit", "years"),
    ):  # fmt: skip
        axis.append(parse_xml(f'<c:{tag} {nsdecls("c")} val="{value}"/>'))
