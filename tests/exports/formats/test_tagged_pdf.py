"""The briefing's PDF for who does not see it: its tags, as another program reads them."""

from __future__ import annotations

import io

import pypdf
import pytest

from exports.brief.content import Content
from exports.brief.gallery import Gallery
from exports.build.print_facts import gather
from exports.formats.pdf import build_pdf
from figures.style.theme import load_theme


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_pdf_is_tagged(atlas, lang):
    """A screen reader finds language, title, bookmarks, headed tables and described pictures."""
    facts = gather(atlas, "2023", "official")
    content, gallery = Content(facts, lang), Gallery(facts, load_theme())
    read = pypdf.PdfReader(io.BytesIO(build_pdf(content, gallery)))
    root = read.root_object
    assert root["/Lang"] == content.lang
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()
    named = [entry["/Title"] for entry in read.outline if not isinstance(entry, list)]
    assert [section.title for section in content.sections] == named[-len(content.sections) :]
    tags, described = [], []
    stack = [root["/StructTreeRoot"]]
    while stack:
        node = stack.pop().get_object()
        if isinstance(node, list):
            stack += node
        elif isinstance(node, dict):
            tags.append(node.get("/S"))
            if node.get("/S") == "/Figure":
                described.append(node.get("/Alt"))
            stack += [node["/K"]] if "/K" in node else []
    assert {"/H1", "/Table", "/TH", "/TD", "/L", "/P"} <= set(tags)
    pictures = [section.picture for section in content.sections if section.picture]
    alts = [gallery.picture(one, content.lang, "slide").text.alt for one in pictures]
    assert set(alts) <= set(described)
    assert all(described)
