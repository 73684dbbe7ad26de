"""Spellings of places by other hands: what each means, and that none is guessed."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from geo.names.keys import fold, words_of
from geo.names.resolver import Resolver
from geo.names.romanise import romanise
from store.errors import UnknownPlaceError

CORPORA = Path(__file__).parent.parent / "corpora"
LIST = 100_000


def labelled() -> list[dict[str, str]]:
    """Return the corpus: a spelling, what kind of thing it is, and which places it may mean."""
    rows = []
    for name in ("place_spellings.csv", "place_spellings_held_out.csv"):
        with (CORPORA / name).open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    return rows


@pytest.mark.parametrize("row", labelled(), ids=lambda row: row["spelling"])
def test_a_spelling_by_another_hand_is_understood(atlas, row):
    """Every labelled spelling gives its place, its candidates, its city or a refusal."""
    reading = atlas.resolver.read(row["spelling"])
    wanted = set(filter(None, row["unit_ids"].split(";")))
    if row["label"] == "ambiguous":
        assert reading.kind == "ambiguous"
        assert wanted <= set(reading.units)
    elif row["label"] in {"place", "district"}:
        assert (reading.kind, set(reading.units)) == (row["label"], wanted)
    else:
        assert reading.kind in {"province", "unknown"}


@pytest.mark.parametrize(
    ("date", "text", "unit"),
    [
        ("2026-11-30", "광주광역시 동구", "24010"),
        ("2026-11-30", "전남광주통합특별시 동구", "24010"),
        ("2026-11-30", "인천 제물포구", "23110"),
        ("2026-11-30", "인천 중구", "23010"),
        ("2023-07-01", "경북 군위군", "37310"),
        ("2005-01-01", "인천 남구", "23090"),
        ("2010-06-30", "마산", "38020"),
    ],
)
def test_names_of_any_day_are_understood(atlas, date, text, unit):
    """A name of the day asked, of an earlier and of a later one finds its place."""
    assert Resolver(atlas.register, date).resolve(text) == unit


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("청숑군", "경북 청송군"),
        ("Yangsann", "Gyeongnam Yangsan-si"),
        ("경남 고셩군", "경남 고성군"),
        ("서울 고성군", "강원 고성군"),
        ("전남 전주시", "전북 전주시"),
    ],
)
def test_a_misspelling_is_asked_about(atlas, text, suggested):
    """A near miss is refused with what may have been meant, never taken for it."""
    with pytest.raises(UnknownPlaceError, match="Did you mean") as caught:
        atlas.resolver.resolve(text)
    assert suggested in str(caught.value)


def test_what_cannot_be_seen_changes_nothing(atlas):
    """Invisible, full-width and decomposed characters, and spaces, leave a name as it is."""
    for text in (
        "\ufeff경남 고성군",
        "경남\u200b고성군",
        "경 남 고 성 군",
        "\u1100\u1167\u11bc\u1102\u1161\u11b7 고성군",
        "Ｇｙｅｏｎｇｎａｍ　Ｇｏｓｅｏｎｇ－ｇｕｎ",
        "３８３４０",
    ):
        assert atlas.resolver.resolve(text) == "38340"


def test_a_search_leads_to_the_heirs(atlas):
    """Who looks for a place that ended is offered who took over, and told whom they looked for."""
    for text, heir in (("마산", "38110"), ("청원군", "33040")):
        first = atlas.resolver.offer(text)[0]
        assert first.unit_id == heir
        assert text in first.former


def test_a_hundred_thousand_names_take_seconds(atlas):
    """A long list of names is read in two seconds."""
    resolver = Resolver(atlas.register, "2026-03-10")
    spelt = [row["spelling"] for row in labelled()]
    names = [f"{spelt[i % len(spelt)]}{' ' * (i // len(spelt) % 40)}" for i in range(LIST)]
    started = time.perf_counter()
    kinds = [resolver.read(name).kind for name in names]
    assert time.perf_counter() - started < 2
    assert len(kinds) == LIST


def test_districts_are_romanised_as_places_are(atlas):
    """The romanisation used for districts gives the register's own English names of places."""
    for row in atlas.register.places.itertuples():
        if row.kind != "special_city":
            own = row.name_en.partition("-")[0].casefold()
            assert fold(romanise(row.name_ko[:-1]), 1) == fold(own, 1), row.name_ko


def test_every_place_has_its_name_in_chinese_characters(atlas):
    """Each name of each place has one in Chinese characters, of as many signs."""
    table = atlas.register.hanja
    named = set(zip(table["unit_id"], table["name_ko"], strict=True))
    for row in atlas.register.places.itertuples():
        assert (row.unit_id, row.name_ko) in named
    for name, hanja in table[["name_ko", "hanja"]].itertuples(index=False):
        assert len(name.rpartition(" ")[2]) == len(hanja.rpartition("市")[2] or hanja) or (
            name.endswith("시")
        )


def test_words_for_kinds_of_places_are_one(atlas):
    """City, county, district and province are the Korean suffixes in Latin letters."""
    assert words_of("Goseong County, Gangwon State, South Korea") == [
        *["goseong", "gun", "gangwon", "do"]
    ]
