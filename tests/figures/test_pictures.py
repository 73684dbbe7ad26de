"""The pictures: what they show, that they repeat, and that nothing overlaps or falls back."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import itertools
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from exports.brief.gallery import Gallery
from exports.build.print_facts import gather
from figures.print import draw_picture
from figures.print.page import drawing_font
from figures.print.page.canvas import Canvas
from figures.print.page.embedded_font import piece
from figures.print.page.labels import ELBOW, Label, crosses, place_labels
from figures.print.page.size import page_size, spread
from figures.print.templates import TEMPLATES, gap_list, new_cities, slope
from figures.print.templates import province as one_province
from figures.style.theme import load_theme
from figures.words.language import words

ROOT = Path(__file__).resolve().parents[2]
REFERENCES = ROOT / "tests" / "references"
DIFFERENCES = ROOT / "build" / "picture-differences"
MOST_DIFFERENT, NOTICEABLE = 0.001, 8

spec = importlib.util.spec_from_file_location("accept", REFERENCES / "accept.py")
accept = importlib.util.module_from_spec(spec)
spec.loader.exec_module(accept)


@pytest.fixture(scope="module")
def theme():
    return load_theme()


@pytest.fixture(scope="module")
def facts(atlas):
    return gather(atlas, "2023", "official")


@pytest.fixture(scope="module")
def gallery(facts, theme):
    return Gallery(facts, theme)


@pytest.mark.parametrize("lang", ["ko", "en"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_pictures_look_as_accepted(gallery, template, lang):
    """A picture changes only when somebody looked at the new one and accepted it."""
    drawn = accept.small(gallery.file(template, lang, "slide", "png"))
    name = f"{template}-{lang}.png"
    with Image.open(REFERENCES / name) as opened:
        expected = np.asarray(opened.convert("RGB")).astype(int)
    found = np.asarray(drawn).astype(int)
    assert found.shape == expected.shape
    apart = np.abs(found - expected).max(axis=2)
    share = float((apart > NOTICEABLE).mean())
    if share > MOST_DIFFERENT:
        DIFFERENCES.mkdir(parents=True, exist_ok=True)
        shown = np.where(apart[..., None] > NOTICEABLE, (255, 0, 0), found // 3 + 170)
        Image.fromarray(shown.astype(np.uint8)).save(DIFFERENCES / name)
        drawn.save(DIFFERENCES / f"new-{name}")
    assert share <= MOST_DIFFERENT, (
        f"{share:.2%} of the pixels differ: see {DIFFERENCES / name}; when the change is meant, "
        f"python tests/references/accept.py {template}"
    )


def test_pictures_show_the_figures_of_the_announcement(gallery):
    """The headline of 2023 is 195 over 226, 86.3 %, 7 new and 34 left out, in both languages."""
    alt = gallery.picture("headline", "ko", "slide").text.alt
    for figure in ("195", "86.3%", "7곳", "34곳", "2023년 3월 6일"):
        assert figure in alt
    english = gallery.picture("headline", "en", "slide").text.alt
    assert "195 Lifelong Learning Cities on 6 March 2023, coverage 86.3%, 7 new, 34" in english
    written = " ".join(gallery.picture("table", "ko", "slide").page.texts)
    assert "전국 195 226 86.3% 7 34" in written
    assert "세종 1 — — 0 —" in written


def test_every_picture_says_source_date_rule_and_hash(gallery, facts):
    """No picture leaves the house without source, date, its own counting rule and data hash."""
    for template in TEMPLATES:
        written = " ".join(gallery.picture(template, "ko", "slide").page.texts)
        assert facts.data_hash in written
        assert "2023년 3월 6일" in written
        rule = words("ko")("rule.strict" if template.startswith("gap-") else "rule.official")
        assert f"집계 기준: {rule} ·" in written
        assert "통계청" in written


def test_slopes_join_what_is_known_on_both_dates(gallery, facts):
    """Ten years earlier stands beside now: each line's two shares are those of the analysis."""
    assert (facts.earlier.edition, facts.point.edition) == ("2013", "2023")
    rows = slope.slopes(facts)
    assert rows
    for code, before, now in rows:
        assert before == facts.earlier.province(code).share
        assert now == facts.point.province(code).share
    first = replace(facts, earlier=None)
    assert "2023" in draw_picture("slope", first, "en", page_size("card"), load_theme()).text.alt
    assert len(rows) < len(facts.point.provinces)  # Sejong and Jeju have no rate


def test_a_long_list_is_cut_where_it_could_not_be_read(facts, theme, monkeypatch):
    """Where not all fit, a card shows as many as can be read, and says how many more there are."""
    monkeypatch.setattr(gap_list, "LEAST", {"card": 24.0})
    drawn = draw_picture("gap-list", facts, "en", page_size("card"), theme)
    more = next(text for text in drawn.page.texts if text.startswith("and "))
    names = {facts.name(unit, "en") for unit in facts.remaining}
    shown = len(names & set(drawn.page.texts))
    assert more == f"and {len(facts.remaining) - shown} others"


def test_every_size_has_its_pixels(gallery):
    """A slide is 1920 x 1080, A4 is 300 dots an inch, and a custom size is kept."""
    expected = {"slide": (1920, 1080), "a4-portrait": (2480, 3508), "a4-landscape": (3508, 2480)}
    expected |= {"square": (1080, 1080), "card": (1200, 630), "1000x700": (1000, 700)}
    for size, pixels in expected.items():
        with Image.open(io.BytesIO(gallery.file("headline", "en", size, "png"))) as picture:
            assert picture.size == pixels
            if size.startswith("a4"):
                assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)


@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_the_same_data_give_the_same_bytes(facts, theme, form):
    """Two people who draw the same picture have the same file."""
    once, again = (
        draw_picture("gap-map", facts, "en", page_size("card"), theme).as_bytes(form)
        for _ in range(2)
    )
    assert hashlib.sha256(once).digest() == hashlib.sha256(again).digest()


def test_no_letter_is_drawn_as_another(theme):
    """The fonts that draw have no substitutes: an x between two figures stays an x."""
    copies = [drawing_font._without_substitutes(font) for font in (theme.regular, theme.bold)]
    assert all("GSUB" not in TTFont(copy) for copy in copies)


def test_text_stays_text_with_its_font_inside(gallery, facts):
    """SVG and PDF can be searched, and carry the Korean font with them."""
    svg = gallery.file("national-status", "ko", "slide", "svg").decode()
    root = ET.fromstring(svg)  # noqa: S314  # written by the atlas itself
    inside = "".join(root.itertext())
    assert "평생학습도시 지정 현황" in inside
    assert "@font-face" in svg
    assert root.find("{http://www.w3.org/2000/svg}desc").text.startswith("대한민국 지도")
    assert "http" not in re.sub(
        r'xmlns[^"]*"[^"]*"|<rdf.*?</rdf:RDF>', "", svg, flags=re.DOTALL
    ).replace("http://www.w3.org", "").replace("<!DOCTYPE", "")
    read = pypdf.PdfReader(io.BytesIO(gallery.file("national-status", "ko", "slide", "pdf")))
    assert "86.3%" in read.pages[0].extract_text()
    assert read.metadata["/Subject"].startswith("대한민국 지도")
    kinds = {
        str(font.get_object()["/Subtype"]) for font in read.pages[0]["/Resources"]["/Font"].values()
    }
    assert kinds == {"/Type0"}


def test_a_picture_as_pdf_is_tagged(facts, theme):
    """A screen reader finds language, title and what the picture shows in the PDF's own tags."""
    drawn = draw_picture("trend", facts, "ko", page_size("card"), theme)
    read = pypdf.PdfReader(io.BytesIO(drawn.as_bytes("pdf")))
    root = read.root_object
    assert (root["/Lang"], read.metadata["/Title"]) == ("ko", drawn.text.title)
    assert root["/MarkInfo"]["/Marked"].value
    node = root["/StructTreeRoot"]
    while node.get("/S") != "/Figure":
        inside = node["/K"]
        node = (inside[0] if isinstance(inside, list) else inside).get_object()
    assert node["/Alt"] == drawn.text.alt


def test_an_svg_has_a_path_for_each_place_with_its_name(gallery, facts):
    """Who opens the map in a drawing programme finds a place by code and by name."""
    svg = gallery.file("national-status", "ko", "slide", "svg").decode()
    assert len(svg) <= 620_000
    named = dict(re.findall(r'<path id="place-(\d+)"[^>]*><title>([^<]+)</title>', svg))
    assert set(named) >= set(facts.shown_as)
    assert named["37430"] == "경북 울릉군"


def test_a_picture_describes_itself(gallery):
    """The file's own metadata hold the description for readers who cannot see it."""
    with Image.open(io.BytesIO(gallery.file("gap-map", "ko", "slide", "png"))) as picture:
        assert "경북 울릉군" in picture.info["Description"]
        assert picture.info["Title"] == "지정되지 않은 기초자치단체 34곳"


def test_no_glyph_falls_back(gallery, theme):
    """Every sign of every picture is in the house font."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415  # slow to import

    for font in (theme.regular, theme.bold):
        with TTFont(font, lazy=True) as opened:
            known = set(opened.getBestCmap())
        for template in TEMPLATES:
            for lang in ("ko", "en"):
                written = "".join(gallery.picture(template, lang, "slide").page.texts)
                assert {ord(sign) for sign in written} <= known
    assert piece(theme.bold, "가") == piece(theme.bold, "가")


def test_ulleung_dokdo_and_the_sea_are_on_the_map(gallery, facts):
    """The national map names the East Sea 동해 and shows Ulleungdo and both parts of Dokdo."""
    written = gallery.picture("national-status", "ko", "slide").page.texts
    assert {"동해", "울릉도", "독도", "100 km"} <= set(written)
    assert "East Sea (동해)" in gallery.picture("national-status", "en", "slide").page.texts
    parts = facts.shapes.geometry.loc["37430"].geoms
    assert sum(part.bounds[0] > 1_380_000 for part in parts) == 2


@pytest.mark.parametrize("size", ["slide", "a4-portrait", "square", "card"])
@pytest.mark.parametrize("edition", ["2007", "2013", "2023"])
def test_names_never_overlap(atlas, theme, edition, size):
    """However many cities are new, their names stand apart and on the page, lines uncrossed."""
    facts = gather(atlas, edition, "official")
    page = Canvas(page_size(size), theme)
    labels = [
        Label(unit, facts.name(unit, "en"), (700 + n % 5 * 9, 300 + n * 7))
        for n, unit in enumerate(facts.new)
    ]
    columns = (40, 100, 260, page.height - 250), (page.width - 300, 100, 260, page.height - 250)
    placed = place_labels(page, labels, columns, 26)
    assert len(placed) == len(facts.new)
    for n, one in enumerate(placed):
        x, y, width, height = one.box
        assert x >= 0
        assert x + width <= page.width + 0.01
        assert 0 <= y <= page.height - height
        for other in placed[n + 1 :]:
            a, b, c, d = other.box
            assert x + width <= a or a + c <= x or y + height <= b + 0.01 or b + d <= y + 0.01


@pytest.mark.parametrize(
    ("edition", "template", "size", "province"),
    [
        ("2013", "new-cities", "card", ""),
        ("2013", "new-cities", "square", ""),
        ("2023", "new-cities", "slide", ""),
        ("2023", "province", "square", "37"),
        ("2023", "province", "slide", "31"),
    ],
)
def test_lines_to_places_never_cross(atlas, theme, monkeypatch, edition, template, size, province):  # noqa: PLR0913, PLR0917  # a case
    """On the pictures themselves each name's line leads to its place without crossing another's."""
    seen = []
    for drawing in (new_cities, one_province):
        monkeypatch.setattr(
            drawing, "draw_labels", lambda _page, placed, *_a, **_k: seen.extend(placed)
        )
    facts = gather(atlas, edition, "official")
    draw_picture(template, facts, "ko", page_size(size), theme, province)
    inset = {"37430"} if province == "37" else set()
    named = set(facts.of_province(province)) - inset if province else set(facts.new)
    assert {one.label.key for one in seen} == named
    turn = {True: ELBOW, False: -ELBOW}
    lines = [((one.anchor[0] + turn[one.left], one.anchor[1]), one.label.point) for one in seen]
    assert not any(crosses(*one, *other) for one, other in itertools.combinations(lines, 2))


def test_a_province_keeps_its_far_islands_in_sight(facts, theme):
    """Gyeongbuk is drawn large, Ulleung-gun and Dokdo beside it in frames of their own."""
    page = draw_picture("province", facts, "en", page_size("square"), theme, "37").page
    assert {"Ulleung-gun", "Dokdo", "Pohang-si"} <= set(page.texts)


def test_crossing_lines_are_known():
    """Two lines that share no point do not cross; an X does."""
    assert crosses((0, 0), (1, 1), (0, 1), (1, 0))
    assert not crosses((0, 0), (1, 0), (0, 1), (1, 1))


def test_positions_spread_in_order():
    """Crowded names move apart as little as needed and keep their order and their room."""
    found = spread([0, 0, 0, 50], 10, 0, 100)
    assert found == sorted(found)
    assert all(b - a >= 9.999 for a, b in itertools.pairwise(found))
    assert found[0] >= 0
    assert found[3] == pytest.approx(50)
    tight = spread([5] * 30, 10, 0, 100)
    assert tight[-1] <= 100.001
