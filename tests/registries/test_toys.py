"""A toy of each kind, added through its registry alone, is found wherever its kind is."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
import streamlit as st
import toys
from babel.messages import pofile
from click.testing import CliRunner
from helpers import ROOT, copy_tables, spoil
from streamlit.testing.v1 import AppTest

import atlas as program
from analysis.atlas import Atlas
from analysis.checks.data_folder import inspect
from analysis.coverage.rules import RULES
from analysis.places.indicators import INDICATORS
from analysis.places.provinces import province_summary
from analysis.programmes.kinds import PROGRAMMES
from analysis.renewals.rules import Rules
from exports.brief.content import Content
from exports.brief.gallery import Gallery
from exports.build.print_facts import gather
from exports.formats.format import DOCUMENTS
from exports.formats.registry import FORMATS
from exports.pack.press_pack import PICTURE, Kitchen, jobs
from exports.site.pages import map_tools
from figures.charts import calendar_charts
from figures.print.templates import TEMPLATES
from figures.style.theme import load_theme
from figures.web.layers import LAYERS
from figures.web.map_data import web_book
from figures.web.map_layers import layer_books
from figures.web.map_style import web_palette
from figures.words.language import LANGUAGES, LOCALE, Language, more_words, words
from store.errors import InputError
from views.parts import pictures
from views.reader import library
from views.reader.state import parse

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def toy_words():
    """Read the toys' words, which are in this folder."""
    with more_words(HERE / "locale"):
        yield


@pytest.fixture(autouse=True)
def nothing_kept():
    """Neither show a toy what pages kept before it, nor leave toys in what they keep."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture(scope="module")
def facts(atlas):
    """Return the facts of an edition for pictures and documents."""
    return gather(atlas, "2023", "official")


def opened(name, **params):
    """Return a page of the dashboard at an address."""
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=100)
    for key, value in params.items():
        page.query_params[key] = value
    page.session_state["view_page"] = name
    page.switch_page(f"views/pages/{name}.py").run()
    assert not page.exception
    return page


def answer(*args):
    """Return what a command prints."""
    command = program.cli.get_command(None, args[0])
    result = CliRunner().invoke(command, args[1:], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_layer_is_on_the_map_and_in_its_address(atlas, monkeypatch):
    """A layer's letters, colours and name reach the browser's files, the menu and the address."""
    monkeypatch.setattr(library, "built", lambda: SimpleNamespace(bundle="toy"))
    assert parse({"layer": "toy"}, atlas, None)[0].layer != "toy"
    with LAYERS.having(toys.LAYER):
        units = list(atlas.register.on("2023-03-06").index)[:2]
        rules = Rules.from_table(atlas.table("renewal_rules"))
        made = layer_books(atlas.book, atlas.register, units, rules)
        shown = made.first["toy"]
        expected = "".join("o" if int(unit) % 2 else "e" for unit in units)
        assert shown["editions"]["2023"]["letters"] == expected
        assert shown["order"] == ["toy_odd", "toy_even"]
        assert set(shown["classes"].values()) <= set(web_palette()["dark"]["classes"])
        book = web_book(
            atlas.tables,
            atlas.register,
            units,
            tiles=[],
            province_lines=[],
            layers=made.first,
        )
        assert book["words"]["ko"]["map.layer.toy"] == "장난감 층"
        assert parse({"layer": "toy"}, atlas, None)[0].layer == "toy"
        page = opened("map", layer="toy", lang="ko")
        menu = next(one for one in page.selectbox if one.key == "map_layer")
        assert "장난감 층" in menu.options
        assert menu.value == "toy"


def test_a_layer_may_stand_on_the_site(facts):
    """A layer that says so is offered on the site without a server."""
    content = Content(facts, "en")
    with LAYERS.having(toys.LAYER):
        assert '<option value="toy">Toy layer' in map_tools(content)
    assert "toy" not in map_tools(content)


def test_a_rule_counts_everywhere(atlas):
    """A counting rule is an option of the commands, a choice of the bar, and in the map's book."""
    with RULES.having(toys.RULE):
        found = json.loads(
            answer("coverage", "--edition", "2023", "--rule", "toy", "--format", "json")
        )
        states = atlas.coverage("2023").states
        gu = states[states["kind"] == "gu"]
        assert (found["designated"], found["municipalities"]) == (gu["at_least"].sum(), len(gu))
        assert found["rule"] == "toy"
        compared = json.loads(
            answer("compare", "2022", "2023", "--rule", "toy", "--format", "json")
        )
        assert compared["rule"] == "toy"
        assert "districts only" in answer(
            "coverage", "--edition", "2023", "--rule", "toy", "--lang", "en"
        ) or "Only districts count." in answer(
            "coverage", "--edition", "2023", "--rule", "toy", "--lang", "en"
        )
        book = web_book(atlas.tables, atlas.register, [], tiles=[], province_lines=[], layers={})
        assert book["editions"][-1]["nation"]["toy"][2] == len(
            atlas.register.on(atlas.edition_date(atlas.editions[-1])).query("kind == 'gu'")
        )
        page = opened("provinces", rule="toy", lang="en")
        assert any("districts only" in str(one.proto) for one in page.get("button_group"))
    with pytest.raises(InputError, match=r"official \| strict \| units"):
        RULES.require("toy")


def test_a_format_is_in_the_pack_and_on_the_page(facts):
    """A document format is a file of the pack's documents and a button of the briefing page."""
    with FORMATS.having(toys.FORMAT):
        made = Kitchen(Gallery(facts, load_theme())).make((DOCUMENTS, "en", ""))
        name = "en/documents/learning-cities-2023-en.txt"
        assert made[name].decode().startswith(Content(facts, "en").title)
        page = opened("briefing", lang="en", edition="2023")
        labels = [button.proto.label for button in page.get("download_button")]
        assert "TXT" in labels
    assert name not in Kitchen(Gallery(facts, load_theme())).make((DOCUMENTS, "en", ""))


def test_a_template_is_drawn_by_command_pack_and_page(facts, tmp_path):
    """A picture template is drawn by the command line, by the pack, and offered on the page."""
    assert (PICTURE, "ko", "toy-card") not in jobs()
    with TEMPLATES.having(toys.TEMPLATE):
        assert (PICTURE, "ko", "toy-card") in jobs()
        made = Kitchen(Gallery(facts, load_theme())).make((PICTURE, "ko", "toy-card"))
        assert made["ko/pictures/toy-card-slide.png"].startswith(b"\x89PNG")
        assert made["ko/pictures/toy-card.txt"] == b"a toy\n"
        out = tmp_path / "toy.svg"
        answer("picture", "toy-card", "--lang", "en", "-o", str(out))
        assert "Toy of 2023" in out.read_text(encoding="utf-8")
        help_text = answer("picture", "--help")
        assert "toy-card" in help_text
        page = opened("briefing", lang="ko", edition="2023")
        choice = next(one for one in page.radio if one.key == "briefing_template")
        assert "장난감 그림" in choice.options


@pytest.fixture
def funded(tmp_path):
    """Return a data folder in which a place is funded under the toy programme."""
    root = copy_tables(tmp_path)
    row = {
        "year": "2023", "programme": "toy_programme", "recipient_kind": "place",
        "recipient_id": "32020", "low_krw": "1000000", "high_krw": "1000000",
        "certainty": "exact", "shared_by": "", "note": "",
    }  # fmt: skip

    def more(frame):
        own = row | {"source_id": frame["source_id"].iloc[0]}
        return pd.concat([frame, pd.DataFrame([own])], ignore_index=True)

    spoil(root, "funding", more)
    return root


def test_a_programme_is_in_tables_map_pack_and_page(funded, monkeypatch):
    """A programme is read, listed by the command, drawn on the map, and a row of the briefing."""
    with PROGRAMMES.having(toys.PROGRAMME):
        changed = Atlas.load(funded)
        monkeypatch.setattr(Atlas, "load", lambda: changed)
        monkeypatch.setattr(library, "atlas", lambda: changed)
        said = answer("programmes", "--edition", "2023", "--programme", "toy_programme")
        assert "장난감 사업" in said
        rules = Rules.from_table(changed.table("renewal_rules"))
        late = layer_books(changed.book, changed.register, ["32020"], rules).late["programme"]
        assert late["editions"]["2023"]["letters"] == "T"
        assert web_palette()["light"]["classes"]["fund_toy"]
        briefed = Content(gather(changed, "2023", "official"), "en")
        table = briefed.section("programmes").table
        assert "Toy programme" in table.column("programme")
        # The page without its map, whose shapes a build would have to make first.
        monkeypatch.setattr(library, "outlines", lambda _: library.Outlines("none.json", ()))
        monkeypatch.setattr(calendar_charts, "class_map", lambda *_: None)
        monkeypatch.setattr(pictures, "altair_chart", lambda *_: None)
        page = opened("programmes", lang="en", edition="2023")
        assert "Toy programme" in str(page.get("button_group")[-1].proto)


def test_a_programme_that_there_is_not_is_a_fault_of_its_row(funded):
    """Without the registry's entry the row is refused, when read and by `check`, with its place."""
    with pytest.raises(InputError, match="toy_programme"):
        Atlas.load(funded).book  # noqa: B018  # reading it is the question
    keys = next(one for one in inspect(funded, "2026-11-30") if one.check == "keys")
    assert [fault.value for fault in keys.faults] == ["'toy_programme'"]
    assert keys.faults[0].where.endswith("column programme")


def test_an_indicator_is_a_column_of_the_summary_and_of_the_table(atlas):
    """An indicator of a province is a column of the API's summary and of the page's table."""
    with INDICATORS.having(toys.INDICATOR):
        summary = province_summary(atlas, "2023", "strict")
        assert summary.loc["11", "toy"] == len("서울특별시")
        page = opened("provinces", lang="en", edition="2024", rule="units")
        assert any("Letters of the name" in one.proto.body for one in page.get("html"))


@pytest.fixture
def esperanto(tmp_path):
    """Return a language whose catalogues are the English ones with a mark on every text."""
    folder = tmp_path / "eo"
    (folder / "LC_MESSAGES").mkdir(parents=True)
    for path in sorted((LOCALE / "en" / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            catalog = pofile.read_po(file)
        for message in catalog:
            if message.id and isinstance(message.string, str):
                message.string = f"·{message.string}"
            elif message.id:
                message.string = tuple(f"·{text}" for text in message.string)
        with (folder / "LC_MESSAGES" / path.name).open("wb") as file:
            pofile.write_po(file, catalog)
    return Language("eo", "eo", folder=folder)


def test_a_third_language_speaks_on_every_way_out(esperanto, atlas, tmp_path):
    """Its folder and its entry are enough: command, page, picture and the map's book speak it."""
    with LANGUAGES.having(esperanto):
        say = words("eo")
        assert say("nation").startswith("·")
        assert "marto" in say.date("2023-03-06").lower()
        assert answer("coverage", "--edition", "2023", "--lang", "eo").startswith("·")
        assert "Seoul" in answer("coverage", "--edition", "2023", "--lang", "eo")
        assert parse({"lang": "eo"}, atlas, None)[0].lang == "eo"
        assert parse({}, atlas, "eo-EO")[0].lang == "eo"
        book = web_book(atlas.tables, atlas.register, [], tiles=[], province_lines=[], layers={})
        assert book["words"]["eo"]["map.layer.status"].startswith("·")
        content = Content(gather(atlas, "2023", "official"), "eo")
        assert content.title.startswith("·")
        assert all(table.title.startswith("·") for table in content.tables)
        out = tmp_path / "card.svg"
        answer("picture", "headline", "--lang", "eo", "-o", str(out))
        assert "·" in out.read_text(encoding="utf-8")
        for name in ("provinces", "trends", "data"):
            page = opened(name, lang="eo", edition="2023")
            said = [one.value for one in (*page.markdown, *page.caption)]
            said += [one.proto.body for one in page.get("html")]
            assert any(one.startswith("·") or ">·" in one for one in said)
    with pytest.raises(ValueError, match="lang must be one of ko, en"):
        words("eo")
