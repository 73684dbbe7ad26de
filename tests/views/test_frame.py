"""What stands around every page: the answer under the title, what is chosen, the search's names."""

from __future__ import annotations

import json

import pytest

from figures.web.page_words import WHOLE, page_script
from figures.words.language import LANGUAGES, words
from views.parts.frame import chosen, lead, search
from views.parts.page_list import PAGES
from views.reader.state import ViewState

JEONNAM = "36"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_screen_says_both_rates(atlas, lang):
    """Both rates stand beside each other, with what is left and the difference that it is not."""
    say = words(lang)
    official, strict = (
        atlas.coverage(edition="2023", rule=rule) for rule in ("official", "strict")
    )
    told = lead.both_rules("2023", say)
    for nation in (official.nation, strict.nation):
        assert say.percent(nation.share) in told
    assert str(len(strict.remaining())) in told
    assert str(official.nation.of - official.nation.at_least) in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_province_is_held_against_the_country_and_its_past(atlas, lang):
    """The sentence of a province has its share, its distance, and its counts five years before."""
    say = words(lang)
    point = atlas.coverage(edition="2023", rule="official")
    before = atlas.coverage(edition="2018", rule="official").province(JEONNAM)
    count = point.province(JEONNAM)
    told = lead.province_sentence(point, JEONNAM, say)
    distance = abs(count.share - point.nation.share) * 100
    for text in (
        say.percent(count.share),
        say.number(distance, 1),
        f"{before.at_least} / {before.of}",
    ):
        assert text in told


def test_a_province_without_municipalities_has_no_rate(atlas):
    """Sejong's sentence has its count and no percentage."""
    point = atlas.coverage(edition="2023", rule="official")
    assert "%" not in lead.province_sentence(point, "29", words("ko"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_answers_before_it_asks(atlas, lang):
    """Each page has a title and a first sentence of its own, in every edition's first and last."""
    say = words(lang)
    for edition in (atlas.editions[0], "2023", atlas.editions[-1]):
        point = atlas.coverage(edition=edition)
        state = ViewState(lang=lang, edition=edition)
        for page in PAGES:
            html = lead.title_html(page, point, state, say)
            assert say(f"title.{page}") in html
            assert all(sentence.strip() for sentence in lead.answer(page, point, state, say))


def test_the_line_says_what_the_page_uses(atlas):
    """Only what does something on a page stands in its line."""
    state, say = ViewState(edition="2023", province=JEONNAM), words("ko")
    date = say.date(atlas.edition_date("2023"))
    assert chosen.line(state, ("edition", "rule", "province"), say) == f"{date} · 공식 집계 · 전남"
    assert chosen.line(state, ("province",), say) == "전남"


def test_search_knows_absorbed_places_and_official_codes(atlas):
    """Names of places that were absorbed and the Ministry's codes stand with their heirs."""
    labels = search.labels(atlas.edition_date("2023"), "ko")
    for text, heir in (
        ("마산", "경남 창원시"),
        ("청원군", "충북 청주시"),
        ("47150", "경북 김천시"),
    ):
        assert text in labels[str(atlas.resolver.resolve(heir))]


def test_the_frameworks_words_are_in_both_languages():
    """The page's script holds a word of each language for all that Streamlit says in English."""
    script = page_script().decode()
    told = json.loads(script.split("const WORDS = ", 1)[1].split(";\n", 1)[0])
    assert set(told) == set(LANGUAGES)
    for lang in LANGUAGES:
        assert set(told[lang]["whole"]) == set(WHOLE)
    assert told["ko"]["whole"]["No results"] == words("ko")("frame.own.no_results")
