"""The briefing as slides: native, editable charts and tables, pictures for the maps."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from exports.brief.content import stem
from exports.brief.tidy import LETTER, MARGINS, TEXT, fitted, letters, reader_table, widths
from exports.formats.format import OFFICE, Format
from exports.formats.office.slide_parts import (
    NUMBER,
    by_years,
    described,
    house_master,
    number_slide,
)
from figures.print.templates import province_bars, trend
from figures.style.palette import WHITE
from store.archive import settled

if TYPE_CHECKING:
    from exports.brief.content import Content, Section
    from exports.brief.gallery import Gallery

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
EDGE = Inches(0.6)
BODY_TOP, BODY_HEIGHT = Inches(1.35), Inches(5.35)
FOOT_TOP = Inches(6.85)
BLANK = 6
TITLE_ONLY = 5
LEAST_ROW, MOST_ROW = Inches(0.3), Inches(0.4)
"""Of a table; more rows than fit start another slide and are then shared out evenly."""

LEAD = 14
"""Size of sentences above a table or chart, points."""

LEADING = 1.35
MOST_SPREAD = 2.0
"""How far the columns of a narrow table are drawn apart."""

TEXT_IN_ROW = 0.56
"""Size of a table's text over the height of its rows."""

SMALLEST = Pt(12)
"""Of any text on a slide: it is read from the back of a room."""


class Deck:
    """Slides in the making.

    Parameters
    ----------
    content
        What they say.
    gallery
        The pictures.
    """

    def __init__(self, content: Content, gallery: Gallery) -> None:
        self.content, self.gallery = content, gallery
        self.theme = gallery.theme
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = WIDTH, HEIGHT
        facts = self.file.core_properties
        facts.title, facts.subject = content.title, content.subtitle
        facts.author = facts.last_modified_by = self.theme.office[content.lang]
        facts.language = content.say.language.tag
        facts.keywords = content.fingerprint
        house_master(self.file, self.theme)

    def slide(self, title: str, *, over_picture: bool = False) -> Any:
        """Return a new slide with its title and, unless a picture brings its own, the footer."""
        made = self.file.slides.add_slide(self.file.slide_layouts[TITLE_ONLY])
        head = made.shapes.title
        if over_picture:
            # The picture carries its title in view; the outline and screen readers read this one.
            head.left, head.top = EDGE, Emu(-Inches(1))
            head.width, head.height = WIDTH - 2 * EDGE, Inches(0.9)
        self.write(head.text_frame, [title], 30, bold=True)
        if not over_picture:
            box = made.shapes.add_textbox(EDGE, FOOT_TOP, WIDTH - 2 * EDGE - NUMBER, Inches(0.5))
            foot = self.content.footer
            self.write(box.text_frame, [*foot[:-2], " · ".join(foot[-2:])], 12,
                       colour=self.theme.ink.muted)  # fmt: skip
        number_slide(made)
        return made

    def rows_behind(self, made: Any, key: str) -> None:
        """Say in a slide's notes where its rows are, and whose they are."""
        lines = list(self.content.footer)
        if key:
            name = f"{stem(self.content)}-{key}.csv"
            lines.insert(0, self.content.say("brief.rows", file=name))
        made.notes_slide.notes_text_frame.text = "\n".join(lines)

    def write(
        self, frame: Any, lines: list[str], size: float, *, bold: bool = False, colour: str = ""
    ) -> None:
        """Write paragraphs into a text frame in the house style."""
        frame.word_wrap = True
        for i, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text = line
            self.style(run.font, size, bold=bold, colour=colour)

    def style(self, font: Any, size: float, *, bold: bool = False, colour: str = "") -> None:
        """Set a font: the house's, for Korean and Latin text alike."""
        font.size, font.bold, font.name = Pt(size), bold, self.theme.document
        font.color.rgb = RGBColor.from_string((colour or self.theme.ink.text).lstrip("#"))
        properties = font._rPr  # noqa: SLF001  # python-pptx has no way to name a Korean font
        properties.set("lang", self.content.say.language.tag)
        for tag in ("a:ea", "a:cs"):
            for old in properties.findall(qn(tag)):
                properties.remove(old)
            properties.makeelement(qn(tag), {})
            child = properties.makeelement(qn(tag), {"typeface": self.theme.document})
            latin = properties.find(qn("a:latin"))
            latin.addnext(child) if tag == "a:ea" else properties.find(qn("a:ea")).addnext(child)

    def picture(self, section: Section) -> None:
        """Add a slide that one picture fills."""
        lang = self.content.lang
        drawn = self.gallery.picture(section.picture, lang, "slide")
        made = self.slide(drawn.text.title, over_picture=True)
        data = self.gallery.file(section.picture, lang, "slide", "png")
        shape = made.shapes.add_picture(io.BytesIO(data), 0, 0, WIDTH, HEIGHT)
        described(shape, drawn.text.title, drawn.text.alt)
        self.rows_behind(made, section.table.key if section.table else "places")

    def lead(self, made: Any, lines: tuple[str, ...]) -> Emu:
        """Write sentences under a slide's title and return where the next thing starts."""
        if not lines:
            return Emu(BODY_TOP)
        room = (WIDTH - 2 * EDGE) / Pt(LEAD) / LETTER
        rows = sum(-(-letters(line) // int(room)) for line in lines)
        height = Emu(int(rows * Pt(LEAD) * LEADING))
        box = made.shapes.add_textbox(EDGE, BODY_TOP, WIDTH - 2 * EDGE, height)
        self.write(box.text_frame, list(lines), LEAD)
        return Emu(BODY_TOP + height + Inches(0.15))

    def table(self, section: Section, lines: tuple[str, ...] = ()) -> None:
        """Add the section's table, on as many slides as it takes, sentences above the first."""
        if section.table is None or not section.table.rows:
            return
        heads, rows, kinds = reader_table(section.table, self.content.lang)
        start, first = 0, True
        while start < len(rows):
            made = self.slide(section.title)
            top = self.lead(made, lines if first else ())
            room = BODY_TOP + BODY_HEIGHT - top
            fit = int(room // LEAST_ROW) - 2
            if first and not lines:
                slides = -(-len(rows) // fit)
                fit = -(-len(rows) // slides)
            part = rows[start : start + fit]
            # A head may take two lines.
            step = min(MOST_ROW, room // (len(part) + 2))
            size = max(SMALLEST, fitted(heads, rows, WIDTH - 2 * EDGE, step * TEXT_IN_ROW))
            parts = widths(heads, rows)
            spread = min(MOST_SPREAD, (WIDTH - 2 * EDGE) / (sum(parts) * size * LETTER))
            wanted = [Emu(int(part * size * LETTER * spread)) for part in parts]
            height = Emu(step * (len(part) + 1))
            frame = made.shapes.add_table(
                len(part) + 1, len(heads), EDGE, top, Emu(sum(wanted)), height
            )
            described(frame, section.title, f"{section.title} ({start + 1}–{start + len(part)})")
            self.rows_behind(made, section.table.key)
            for column, width in zip(frame.table.columns, wanted, strict=True):
                column.width = width
            self._fill(frame.table, [heads, *part], kinds, size / Pt(1))
            start, first = start + fit, False

    def _fill(self, table: Any, rows: list[list[str]], kinds: list[str], size: float) -> None:
        for i, row in enumerate(rows):
            for j, text in enumerate(row):
                cell = table.cell(i, j)
                cell.margin_top = cell.margin_bottom = Emu(9000)
                cell.margin_left = cell.margin_right = Emu(int(Pt(size) * LETTER * MARGINS / 2))
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                colour = WHITE if i == 0 else ""
                self.write(cell.text_frame, [text], round(size, 1), bold=i == 0, colour=colour)
                if kinds[j] != TEXT:
                    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
                if i == 0:
                    cell.fill.solid()
                    fill = self.theme.styles["designated"].fill.lstrip("#")
                    cell.fill.fore_color.rgb = RGBColor.from_string(fill)

    def chart(self, section: Section, kind: Any, data: CategoryChartData, *, legend: bool) -> Any:
        """Add a slide with a native chart under the section's sentences."""
        made = self.slide(section.title)
        top = self.lead(made, section.paragraphs)
        height = Emu(BODY_TOP + BODY_HEIGHT - top)
        frame = made.shapes.add_chart(kind, EDGE, top, WIDTH - 2 * EDGE, height, data)
        alt = CHART_ALTS[section.key](self.content.facts, self.content.lang).alt
        described(frame, section.title, alt)
        self.rows_behind(made, section.key)
        chart = frame.chart
        chart.font.size, chart.font.name = Pt(12), self.theme.document
        chart.has_title = False
        chart.has_legend = legend
        if legend:
            chart.legend.position = XL_LEGEND_POSITION.BOTTOM
            chart.legend.include_in_layout = False
        return chart


def province_chart(deck: Deck) -> None:
    """Add the provinces as native bars; one without a rate has no bar."""
    content = deck.content
    section = content.section("provinces")
    if section.table is None:
        return
    names, shares = section.table.column("province"), section.table.column("share_min")
    data = CategoryChartData(number_format="0.0%")
    data.categories = list(reversed(names))
    data.add_series(content.say("picture.column.share"), list(reversed(shares)))
    chart = deck.chart(section, XL_CHART_TYPE.BAR_CLUSTERED, data, legend=False)
    plot = chart.plots[0]
    plot.gap_width = 40
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0.0%", False
    plot.data_labels.font.size = SMALLEST
    chart.value_axis.maximum_scale, chart.value_axis.minimum_scale = 1.0, 0.0
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    fill = plot.series[0].format.fill
    fill.solid()
    colour = deck.theme.styles["designated"].fill.lstrip("#")
    fill.fore_color.rgb = RGBColor.from_string(colour)


def trend_chart(deck: Deck) -> None:
    """Add the running total as native lines, least and most where they differ."""
    content = deck.content
    section = content.section("trend")
    if section.table is None:
        return
    table = section.table
    low, high = table.column("total_min"), table.column("total_max")
    data = CategoryChartData(number_format="0")
    data.categories = [dt.date.fromisoformat(str(day)) for day in table.column("date")]
    labels = {column.key: column.label for column in table.columns}
    data.add_series(labels["total_min"], low)
    if low != high:
        data.add_series(labels["total_max"], high)
    chart = deck.chart(section, XL_CHART_TYPE.LINE_MARKERS, data, legend=low != high)
    by_years(chart)
    colours = (deck.theme.styles["designated"].fill, deck.theme.ink.accent)
    for series, colour in zip(chart.plots[0].series, colours, strict=False):
        series.smooth = False
        series.format.line.color.rgb = RGBColor.from_string(colour.lstrip("#"))


CHART_ALTS = {"provinces": province_bars.written, "trend": trend.written}
"""What describes a chart to who cannot see it: the words of the picture that shows the same."""

CHARTS = {"provinces": province_chart, "trend": trend_chart}
"""Sections with a native chart; their sentences stand above it."""


def build_pptx(content: Content, gallery: Gallery) -> bytes:
    """Return the briefing as slides; the same content gives the same bytes."""
    deck = Deck(content, gallery)
    opening = deck.slide(content.title)
    head = opening.shapes.title
    head.left, head.top = EDGE, Inches(2.4)
    head.width, head.height = WIDTH - 2 * EDGE, Inches(1.2)
    run = opening.shapes.title.text_frame.paragraphs[0].runs[0]
    run.font.size = Pt(44)
    below = opening.shapes.add_textbox(EDGE, Inches(3.7), WIDTH - 2 * EDGE, Inches(1.5))
    office = deck.theme.office[content.lang]
    deck.write(below.text_frame, [content.subtitle, office], 22, colour=deck.theme.ink.muted)
    deck.rows_behind(opening, "")
    for section in content.sections:
        if section.key in CHARTS:
            CHARTS[section.key](deck)
        if section.picture:
            deck.picture(section)
        has_table = section.table is not None and bool(section.table.rows)
        if has_table:
            deck.table(section, () if section.key in CHARTS else section.paragraphs)
        elif section.paragraphs:
            made = deck.slide(section.title)
            box = made.shapes.add_textbox(EDGE, BODY_TOP, WIDTH - 2 * EDGE, BODY_HEIGHT)
            size = 24 if section.key == "headline" else 15
            deck.write(box.text_frame, list(section.paragraphs), size)
            for paragraph in box.text_frame.paragraphs:
                paragraph.space_after = Pt(size / 2)
            deck.rows_behind(made, "places")
    out = io.BytesIO()
    deck.file.save(out)
    return settled(out.getvalue())


PPTX = Format.of_document("pptx", f"{OFFICE}.presentationml.presentation", build_pptx)
