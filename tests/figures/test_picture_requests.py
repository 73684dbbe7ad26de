"""What may be asked of a picture: open totals, long names, other styles, and what is refused."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from open_total import with_open_total
from PIL import Image

from analysis.clock import SEOUL
from analysis.coverage.counting import Coverage
from exports.brief.gallery import Gallery
from exports.build.print_facts import gather
from figures.print import draw_picture, most_left_out, province_code
from figures.print.page.canvas import Canvas
from figures.print.page.size import SIZES, page_size
from figures.style.theme import DEFAULT_THEME_FILE, load_theme
from figures.style.tokens import TOKENS
from store.errors import InputError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def theme():
    return load_theme()


@pytest.fixture(scope="module")
def facts(atlas):
    return gather(atlas, "2023", "official")


@pytest.fixture(scope="module")
def gallery(facts, theme):
    return Gallery(facts, theme)


def test_an_open_year_is_a_range_on_the_picture(atlas, theme):
    """Where the total is a range the picture shows both ends, never one of them."""
    facts = gather(with_open_total(atlas), "2021", "official")
    drawn = draw_picture("headline", facts, "ko", page_size("card"), theme)
    assert "180–181" in drawn.page.texts
    assert "79.6–80.1%" in drawn.text.alt


def test_every_edition_can_be_drawn(atlas, theme):
    """From the three cities of 2001 to today every edition has its maps and charts."""
    for edition in (atlas.editions[0], "2012", atlas.editions[-1]):
        facts = gather(atlas, edition, "official")
        for template in ("new-cities", "trend", "gap-map", "tile-map"):
            drawn = draw_picture(template, facts, "en", page_size("card"), theme)
            assert edition in " ".join(drawn.page.texts)


def test_a_very_long_name_is_shown_whole(facts, theme):
    """A name of sixty characters is made smaller or wrapped, never cut off or out of the page."""
    long = "가나다라마바사아자차" * 6
    point = facts.point
    states = point.states.copy()
    states.loc[states.index == facts.new[0], "name_ko"] = long
    changed = Coverage(point.edition, point.date, point.rule, point.nation, point.provinces, states)
    other = gather_like(facts, changed)
    for template in ("gap-map", "tile-map"):
        drawn = draw_picture(template, other, "ko", page_size("slide"), theme)
        assert drawn.as_bytes("png")
    code = str(states.loc[facts.new[0], "province_code"])
    page = draw_picture("province", other, "ko", page_size("slide"), theme, code).page
    assert long in page.texts
    page = Canvas(page_size("slide"), theme)
    assert "".join(page.wrap(long, 200, 30)) == long


def gather_like(facts, point):
    """Return the same facts about another state of the places."""
    import dataclasses  # noqa: PLC0415  # only here

    return dataclasses.replace(facts, point=point, kept={})


def test_provinces_answer_to_their_names(facts):
    """A province is found by code, Korean or English name; an unknown one lists those there are."""
    assert {province_code(facts, text) for text in ("37", "경북", "경상북도", "gyeongbuk")} == {
        "37"
    }
    assert most_left_out(facts) == "37"
    with pytest.raises(InputError, match="37 경북"):
        province_code(facts, "부탄")


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"template": "nope"}, "national-status"),
        ({"lang": "fr"}, "ko | en"),
        ({"province": "99", "template": "province"}, "37"),
    ],
)
def test_what_does_not_exist_is_refused(facts, theme, asked, named):
    """An unknown template, language or province is an error that names the known ones."""
    order = {"template": "table", "lang": "ko", "province": ""} | asked
    with pytest.raises(InputError, match=re.escape(named)):
        draw_picture(
            order["template"], facts, order["lang"], SIZES["card"], theme, order["province"]
        )


@pytest.mark.parametrize("size", ["poster", "100x100", "9000x9000", "4000x700", "0x0", "1920"])
def test_odd_sizes_are_refused(size):
    """A size that cannot be drawn well is an error that says which can."""
    with pytest.raises(InputError, match="a4-portrait"):
        page_size(size)


def test_an_unknown_format_is_refused(gallery):
    """A format the atlas does not write is an error that lists those it does."""
    with pytest.raises(InputError, match=r"png \| svg \| pdf"):
        gallery.picture("headline", "ko", "slide").as_bytes("gif")


def test_an_office_changes_its_style_without_code(tmp_path, facts):
    """Colours, logo, name and footer come from a file; what it leaves out stays."""
    Image.new("RGB", (600, 200), "#004488").save(tmp_path / "logo.png")
    own = tmp_path / "own.toml"
    own.write_text(
        '[office]\nko = "교육부"\n[logo]\nfile = "logo.png"\n[footer]\nko = "문의 044-000-0000"\n'
        '[colours]\ndesignated = "#225522"\n',
        encoding="utf-8",
    )
    theme = load_theme(own)
    assert theme.office == {"ko": "교육부", "en": "Learning City Atlas"}
    drawn = draw_picture("province-bars", facts, "ko", page_size("card"), theme)
    assert "문의 044-000-0000" in drawn.page.texts
    with Image.open(io.BytesIO(drawn.as_bytes("png"))) as picture:
        colours = picture.convert("RGB").getcolors(1 << 24)
        counted = {colour: count for count, colour in colours}
    assert counted[0x22, 0x55, 0x22] > 10_000
    assert counted[0x00, 0x44, 0x88] > 500


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[fonts]\nregular = "missing.ttf"', "missing.ttf"),
        ('[fonts]\nbold = "broken.ttf"', "TrueType"),
        ('[logo]\nfile = "missing.png"', "missing.png"),
        ('[logo]\nfile = "broken.png"', "PNG or JPEG"),
        ('[colours]\ntext = "red"', TOKENS["light"]["ink"]["accent"]),
        ('[colours]\ntext = "#CCCCCC"', "contrast"),
        ('[colours]\nsparkle = "#CCCCCC"', "designated"),
        ("[fonts]\nregular = 3", "a text"),
        ("[sound]\nvolume = 3", "colours"),
        ("[fonts", "TOML"),
    ],
)
def test_a_faulty_theme_is_one_clear_error(tmp_path, text, named):
    """A missing font, an unreadable logo or a colour that is none is said before any drawing."""
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    theme = tmp_path / "theme.toml"
    theme.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(named)):
        load_theme(theme)


def test_a_theme_that_is_not_there_is_an_error(tmp_path):
    """A theme's wrong path is said, and the atlas's own theme is complete."""
    with pytest.raises(InputError, match="no file"):
        load_theme(tmp_path / "none.toml")
    assert load_theme(DEFAULT_THEME_FILE).family == "Pretendard"


def test_an_edition_under_embargo_is_not_drawn(atlas):
    """A second before the hour the edition is as unknown as one that never was."""
    hour = dt.datetime(2023, 3, 6, 12, tzinfo=SEOUL)
    early = atlas.public(hour - dt.timedelta(seconds=1))
    said = []
    for edition in ("2023", "2099"):
        with pytest.raises(InputError) as refused:
            gather(early, edition, "official")
        said.append(str(refused.value).replace(edition, "…"))
    assert said[0] == said[1]
    assert gather(atlas.public(hour), "2023", "official").edition == "2023"


def test_the_command_writes_a_picture_and_its_description(tmp_path):
    """`atlas.py picture` writes the file and its description, and refuses bad input with code 2."""
    output = tmp_path / "deep" / "map.svg"
    command = [sys.executable, "atlas.py", "picture"]
    done = subprocess.run(
        [*command, "headline", "--lang", "en", "--size", "card", "-o", str(output)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert output.read_text(encoding="utf-8").startswith("<?xml")
    assert "195" in output.with_name("map.svg.txt").read_text(encoding="utf-8")
    bad = subprocess.run(
        [*command, "headline", "--edition", "2010", "-o", str(tmp_path / "x.png")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert bad.returncode == 2
    assert "2011" in bad.stderr
    assert not (tmp_path / "x.png").exists()


def test_the_command_says_all_that_is_wrong_at_once(tmp_path):
    """Theme, size, format, template, language and edition are all named; nothing is written."""
    theme = tmp_path / "theme.toml"
    theme.write_text('[logo]\nfile = "none.png"\n', encoding="utf-8")
    order = ["nope", "--lang", "fr", "--size", "poster", "--format", "gif", "--edition", "1999"]
    done = subprocess.run(
        [sys.executable, "atlas.py", "picture", *order, "--theme", str(theme),
         "-o", str(tmp_path / "x.png")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    for wrong in ("'nope'", "'fr'", "'poster'", "'gif'", "'1999'", "none.png"):
        assert wrong in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["theme.toml"]


def test_facts_of_an_edition_do_not_look_ahead(atlas):
    """A picture of 2020 knows nothing of the editions after it."""
    facts = gather(atlas, "2020", "official")
    assert list(facts.history["edition"])[-1] == "2020"
    assert isinstance(facts.history, pd.DataFrame)
