"""The draft as a Word document: blanks marked, comments beside what has to be explained."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from exports.brief.blanks import pieces
from exports.brief.tidy import widths
from exports.formats.format import OFFICE
from exports.formats.office.word_parts import (
    captioned,
    framed,
    heads_repeat,
    padded,
    page_field,
    speak_in,
    without_line,
)
from exports.release.draft import BOX, CIRCLE, DASH, STAR, Grid, mark_of
from figures.style.tokens import TOKENS
from figures.words.language import words
from store.archive import settled

if TYPE_CHECKING:
    from exports.release.draft import Annex, Draft, Line
    from figures.style.theme import Theme

INK = TOKENS["document"]
MIME = f"{OFFICE}.wordprocessingml.document"
TEXT_WIDTH = Cm(17.0)
SIZES = {BOX: 14, CIRCLE: 14, DASH: 13, STAR: 11}
"""Points of each level's text; a release is set large."""

STEP = {BOX: 0.0, CIRCLE: 0.35, DASH: 0.7, STAR: 1.1}
"""How far each level stands in, cm."""

HANG = {BOX: 0.65, CIRCLE: 0.6, DASH: 0.45, STAR: 0.4}
"""From the mark to the text, cm: the lines that follow begin under the text."""

STYLES = {BOX: "Release 1", CIRCLE: "Release 2", DASH: "Release 3", STAR: "Release note"}
INITIALS = "LCA"


def build_word(draft: Draft, theme: Theme) -> bytes:
    """Return the draft as DOCX; the same draft and theme give the same bytes."""
    return _Letter(draft, theme).data()


class _Letter:
    """A Word document in the making.

    Parameters
    ----------
    draft, theme
        What it says, and how it looks.
    """

    def __init__(self, draft: Draft, theme: Theme) -> None:
        self.draft, self.theme = draft, theme
        self.say = words(draft.lang)
        self.file = Document()
        self.noted: set[str] = set()

    def data(self) -> bytes:
        """Return the whole document."""
        self._page()
        self._head()
        draft = self.draft
        title = self.file.add_paragraph(style="Title")
        self._runs(title, draft.title.text)
        self._comment(title, draft.title.notes)
        for line in draft.subtitles:
            made = self.file.add_paragraph(style="Subtitle")
            self._runs(made, f"- {line.text} -")
            self._comment(made, line.notes)
        self._framed()
        for line in draft.body:
            self._line(line)
        self._contacts()
        for number, annex in enumerate(draft.annexes, start=1):
            self._annex(number, annex)
        out = io.BytesIO()
        self._settle_comments()
        self.file.save(out)
        return settled(out.getvalue())

    def _page(self) -> None:
        """Set paper, styles, language, properties, head and foot."""
        file, theme, draft = self.file, self.theme, self.draft
        page = file.sections[0]
        page.page_width, page.page_height = Cm(21.0), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.0)
        page.top_margin, page.bottom_margin = Cm(2.0), Cm(1.8)
        for level, name in STYLES.items():
            style = file.styles.add_style(name, 1)
            style.base_style = file.styles["Normal"]
            style.font.size = Pt(SIZES[level])
            form = style.paragraph_format
            form.left_indent = Cm(STEP[level] + HANG[level])
            form.first_line_indent = Cm(-HANG[level])
            form.space_before = Pt(8 if level == BOX else 3)
            form.space_after, form.line_spacing = Pt(2), 1.3
        used = (*STYLES.values(), "Normal", "Title", "Subtitle", "Heading 1", "Caption",
                "Header", "Footer", "Table Grid")  # fmt: skip
        speak_in(file, used, theme, self.say.language.tag)
        for name, size in (("Title", 22), ("Subtitle", 14), ("Heading 1", 16), ("Caption", 12)):
            style = file.styles[name]
            style.font.size, style.font.bold, style.font.italic = Pt(size), True, False
        for name in ("Title", "Subtitle"):
            form = file.styles[name].paragraph_format
            form.alignment, form.space_before = WD_ALIGN_PARAGRAPH.CENTER, Pt(10)
            without_line(file.styles[name])
        facts = file.core_properties
        facts.title, facts.language = draft.title.text, self.say.language.tag
        facts.subject = self.say("draft.file")
        facts.author = facts.last_modified_by = theme.office[draft.lang]
        facts.comments = ""
        foot = page.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        page_field(foot)
        mark = page.footer.add_paragraph(
            f"{self.say('draft.foot.source', source=draft.source)} · "
            f"{self.say('draft.foot.licence')}"
        )
        mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
        mark.runs[0].font.size = Pt(8)
        if draft.watermark:
            self._watermark(page.header)

    def _watermark(self, header: Any) -> None:
        """Set the mark across every page and, for who cannot see it, in the head of each."""
        said = header.paragraphs[0].add_run(self.draft.watermark)
        said.font.bold, said.font.color.rgb = True, RGBColor.from_string(INK["mark"].lstrip("#"))
        text = self.draft.watermark.replace("&", "&amp;").replace('"', "&quot;").replace("<", "")
        shape = parse_xml(
            f"<w:r {nsdecls('w')} "
            'xmlns:v="urn:schemas-microsoft-com:vml" '
            'xmlns:o="urn:schemas-microsoft-com:office:office">'
            '<w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" '
            'adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t"/>'
            '<v:textpath on="t" fitshape="t"/></v:shapetype>'
            '<v:shape id="embargo" o:spid="_x0000_s2049" type="#_x0000_t136" '
            'style="position:absolute;margin-left:0;margin-top:0;width:440pt;height:60pt;'
            "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
            "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
            f'mso-position-vertical-relative:margin" fillcolor="{INK["across"]}" stroked="f">'
            f'<v:fill opacity=".45"/><v:textpath string="{text}"/></v:shape></w:pict></w:r>'
        )
        header.paragraphs[0]._p.append(shape)  # noqa: SLF001  # shapes have no public setter

    def _runs(self, paragraph: Any, text: str) -> None:
        """Add a text, its blanks marked so that nobody sends one by mistake."""
        for piece, is_blank in pieces(text):
            run = paragraph.add_run(piece)
            if is_blank:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def _comment(self, paragraph: Any, notes: tuple[str, ...]) -> None:
        """Set comments on a paragraph; what was said once is not said again."""
        for note in notes:
            if note in self.noted or not paragraph.runs:
                continue
            self.noted.add(note)
            author = self.theme.office[self.draft.lang]
            self.file.add_comment(paragraph.runs, note, author, INITIALS)

    def _settle_comments(self) -> None:
        """Take the hour of making out of the comments: the same draft is the same file."""
        for one in self.file.comments:
            one._comment_elm.attrib.pop(qn("w:date"), None)  # noqa: SLF001  # no public setter

    def _head(self) -> None:
        """Set the word for a release, and when it may be printed."""
        name = self.file.add_paragraph()
        run = name.add_run(self.say("draft.head.title"))
        run.font.size, run.font.bold = Pt(30), True
        run.font.color.rgb = RGBColor.from_string(self.theme.ink.accent.lstrip("#"))
        self._pairs(self.draft.times, 3.4)

    def _pairs(self, rows: tuple[tuple[str, str], ...], first: float) -> None:
        """Add a table of names and values without a head."""
        table = self.file.add_table(rows=0, cols=2, style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        padded(table)
        room = (Cm(first), TEXT_WIDTH - Cm(first))
        for column, width in zip(table.columns, room, strict=True):
            column.width = width
        for row in rows:
            cells = table.add_row().cells
            for at, (cell, text, width) in enumerate(zip(cells, row, room, strict=True)):
                cell.width = width
                self._runs(cell.paragraphs[0], text)
                for run in cell.paragraphs[0].runs:
                    run.font.size, run.font.bold = Pt(12), at == 0

    def _framed(self) -> None:
        """Add the summary in a frame of paragraphs, which readers take as text and no table."""
        head = self.file.add_paragraph(self.say("draft.head.key"), style="Caption")
        made = [head, *(self._line(line) for line in self.draft.key_points)]
        for paragraph in made:
            # Frames join where paragraphs stand in equally far.
            form = paragraph.paragraph_format
            form.left_indent, form.first_line_indent = Cm(0.8), Cm(-0.6)
            form.right_indent = Cm(0.2)
            framed(paragraph)

    def _line(self, line: Line) -> Any:
        made = self.file.add_paragraph(style=STYLES[line.level])
        made.add_run(f"{mark_of(line.level, self.draft.lang)} ")
        self._runs(made, line.text)
        self._comment(made, line.notes)
        return made

    def _contacts(self) -> None:
        say, draft = self.say, self.draft
        self.file.add_paragraph(say("draft.head.contact"), style="Caption")
        self._pairs(((say("draft.head.department"), draft.department), *draft.contact_rows), 4.2)

    def _annex(self, number: int, annex: Annex) -> None:
        label = self.file.add_paragraph(self.say("draft.head.annex", number=number))
        label.paragraph_format.page_break_before = True
        label.runs[0].font.bold = True
        self.file.add_paragraph(annex.title, style="Heading 1")
        for part in annex.parts:
            if isinstance(part, Grid):
                self._grid(part)
            else:
                self._line(part)

    def _grid(self, grid: Grid) -> None:
        """Add a table under its caption; its head repeats, its rows do not break."""
        if not grid.cells:
            return
        title = captioned(self.file, grid.title)
        self._comment(title, grid.notes)
        table = self.file.add_table(rows=0, cols=len(grid.heads), style="Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        padded(table)
        wanted = [
            min(part, 60.0) for part in widths(list(grid.heads), [list(r) for r in grid.cells])
        ]
        room = [int(TEXT_WIDTH * part / sum(wanted)) for part in wanted]
        for column, width in zip(table.columns, room, strict=True):
            column.width = width
        for i, row in enumerate([grid.heads, *grid.cells]):
            made = table.add_row()
            properties = made._tr.get_or_add_trPr()  # noqa: SLF001  # row settings have no public setter
            properties.append(OxmlElement("w:cantSplit"))
            for j, (cell, text) in enumerate(zip(made.cells, row, strict=True)):
                cell.width = room[j]
                paragraph = cell.paragraphs[0]
                self._runs(paragraph, text)
                for run in paragraph.runs:
                    run.font.size, run.font.bold = Pt(10), i == 0
                if j in grid.numbers:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        heads_repeat(table, grid.title)
        self.file.add_paragraph()
