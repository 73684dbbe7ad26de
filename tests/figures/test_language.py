"""Korean and English say the same things, completely, and every number has its form."""

from __future__ import annotations

import ast
import math
import re
import string
from functools import cache

import pytest
from babel.messages import pofile
from helpers import ROOT, sources
from hypothesis import given
from hypothesis import strategies as st

from analysis.coverage.ledger import LEADS_TO, STATUSES
from analysis.coverage.rules import RULES
from figures.web.layers import LAYERS
from figures.words.language import LANGUAGES, LOCALE, MissingWordError, Words, words

CODE = sources("", "analysis", "figures", "exports", "views", "commands")
SCRIPTS = sorted((ROOT / "figures" / "web").rglob("*.js"))

VALUES = {
    "rule.{}": RULES,
    "rule.{}.sentence": RULES,
    "event.{}": LEADS_TO,
    "confidence.{}": ("high", "medium", "low", "inferred"),
    "basis.{}": ("confirmed", "inferred", "inferred_strong", "inferred_weak"),
    "map.layer.{}": LAYERS,
    "editors.alarm.{}": ("journal", "publication", "logs"),
    "map.class.{}": (*STATUSES, "new", "outside", "weak"),
}
"""Keys put together in code, with every value that can stand in them."""

FOREIGN_IN_KOREAN = {
    *("FlatGeobuf", "GeoPackage", "GeoParquet", "KML", "Shapefile", "TopoJSON"),
    "CSV", "GeoJSON", "JSON", "PNG", "SVG", "PDF", "PPTX", "DOCX", "XLSX", "HTML", "ZIP", "Excel",
    "PowerPoint", "Word", "Enter", "Esc", "Tab", "EPSG", "WGS", "KOSTAT", "SGIS", "URL", "KOGL",
    "SHA", "HWPX", "SIL", "Open", "Font", "License", "Pretendard", "UTF", "iCalendar", "ICS",
    "Python", "API", "Ctrl", "Shift", "Home", "End", "csv", "json",
    "Skellam", "Gelman", "Moran", "Getis", "Ord", "Gini", "Theil", "Kaplan", "Meier", "Poisson",
    "LISA", "dpi", "HiGHS", "what", "if", "Firth", "Luo", "SFCA",
}  # fmt: skip
"""Names of formats, keys, offices, programs and people that Korean text writes in Latin letters;
"what-if" stands beside 가정 in both languages."""

KOREAN_IN_ENGLISH = {"한국어", "동해", "가정"}
"""The other language's own name, and what is shown in both: a sea, and the mark of a what-if."""


@cache
def messages(lang):
    """Return every message of a language as (key, forms, file)."""
    found = []
    for path in sorted((LOCALE / lang / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            entries = [entry for entry in pofile.read_po(file, abort_invalid=True) if entry.id]
        for entry in entries:
            key = entry.id[0] if entry.pluralizable else entry.id
            forms = entry.string if entry.pluralizable else (entry.string,)
            found.append((key, tuple(forms), path.name))
    return found


@cache
def catalogue(lang):
    """Return every message of a language: key to (forms, file)."""
    return {key: (forms, file) for key, forms, file in messages(lang)}


def fields_of(text):
    """Return the named fields of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@cache
def said_in_code():
    """Return the literal texts of the code, and its composed ones as patterns with {}."""
    literal, composed = set(), set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                literal.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                composed.add(
                    "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)
                )
    for path in SCRIPTS:
        text = path.read_text(encoding="utf-8")
        literal |= set(re.findall(r'"([a-z_]+(?:\.[a-z_0-9]+)+)"', text))
        composed |= {re.sub(r"\$\{[^}]*\}", "{}", one) for one in re.findall(r"`([^`]*)`", text)}
    shape = re.compile(r"[a-z_]+\.(?:[a-z_0-9.-]|\{\})*")
    return literal, {one for one in composed if "{}" in one and shape.fullmatch(one)}


def fitting(pattern):
    """Return the keys that a composed one may mean."""
    fits = re.compile(re.escape(pattern).replace(r"\{\}", "[a-z_0-9.-]+"))
    return {key for key in catalogue("ko") if fits.fullmatch(key)}


def asked_for():
    """Yield each literal key that a call asks the words for, with its file."""
    speakers = {"say", "speak", "tell"}
    for path in CODE:
        if path.name == "bundle.py":
            continue  # its `say` tells the steps of the build
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            called = ast.unparse(node.func)
            first = node.args[0]
            if called in speakers or re.fullmatch(r"(say|speak|tell)\.plural|words\(.*\)", called):
                for option in (
                    (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,)
                ):
                    if isinstance(option, ast.Constant) and isinstance(option.value, str):
                        yield option.value, path.name


def test_both_languages_have_the_same_keys():
    """A text exists in both languages or in neither, in files of the same name."""
    korean, english = catalogue("ko"), catalogue("en")
    assert set(korean) ^ set(english) == set()
    assert {key: row[1] for key, row in korean.items()} == {k: row[1] for k, row in english.items()}


def test_every_key_has_one_home():
    """No key stands in two files, where one would hide the other."""
    for lang in LANGUAGES:
        keys = [key for key, _, _ in messages(lang)]
        assert {key for key in keys if keys.count(key) > 1} == set()


def test_every_key_asked_for_exists():
    """No screen, chart or command asks for words that a catalogue lacks."""
    lacking = {(key, file) for key, file in asked_for() if key not in catalogue("ko")}
    assert lacking == set()


def test_every_composed_key_exists():
    """For every value that can stand in a composed key there are words."""
    wanted = {pattern.format(value) for pattern, values in VALUES.items() for value in values}
    assert wanted - set(catalogue("ko")) == set()
    first = {key.split(".")[0] for key in catalogue("ko")}
    _, composed = said_in_code()
    lost = {one for one in composed if one.split(".")[0] in first and not fitting(one)}
    assert lost == set()


def test_no_word_is_left_over():
    """Every text of the catalogues is used somewhere."""
    literal, composed = said_in_code()
    used = literal | {key for pattern in composed for key in fitting(pattern)}
    assert set(catalogue("ko")) - used == set()


def test_both_languages_fill_in_the_same_fields():
    """A number or name that one language shows is shown by the other, in every plural form."""
    for key, (korean, _) in catalogue("ko").items():
        english = catalogue("en")[key][0]
        fields = {frozenset(fields_of(text)) for text in korean}
        assert len(fields) == 1, key
        # "One" may stand for the count in English; every other form shows it.
        assert fields_of(english[-1]) == set(*fields), key
        assert all(fields_of(text) <= set(*fields) for text in english), key


def plain(text):
    """Return a text without its fields, file names, and folders glossed as pictures(그림)."""
    named = r"[\w-]*[./][\w./-]+|[\w-]+/|[a-z]+(?=\([가-힣])"
    return re.sub(named, "", re.sub(r"\{[^}]*\}", "", text))


def test_every_text_is_there_and_tidy():
    """No text is blank, doubled in its spaces, or marked as a draft."""
    for lang in LANGUAGES:
        for key, (forms, _) in catalogue(lang).items():
            for text in forms:
                assert text, (lang, key)
                assert text == text.strip(), (lang, key)
                assert "  " not in text, (lang, key)
                assert not re.search(r"TODO|FIXME|XXX", text), (lang, key)


def test_no_english_is_left_in_korean():
    """Korean text holds no Latin words but the names of formats, keys and offices."""
    left = {
        key: found
        for key, (forms, _) in catalogue("ko").items()
        for text in forms
        if (found := set(re.findall(r"[A-Za-z]{3,}", plain(text))) - FOREIGN_IN_KOREAN)
    }
    assert left == {}


def test_no_korean_is_left_in_english():
    """English text holds no Korean but the other language's name."""
    left = {
        key: found
        for key, (forms, _) in catalogue("en").items()
        for text in forms
        if (found := set(re.findall(r"[가-힣]+", text)) - KOREAN_IN_ENGLISH)
    }
    assert left == {}


def test_a_missing_word_is_an_error():
    """A key that no catalogue has is an error of the program, never shown as it is."""
    for lang in LANGUAGES:
        with pytest.raises(MissingWordError):
            words(lang)("no.such.key")
        with pytest.raises(MissingWordError):
            words(lang).plural("no.such.key", 2)
    with pytest.raises(ValueError, match="lang must be one of"):
        Words("jp")


def test_plurals():
    """English tells one from many; Korean needs no plural."""
    assert words("en").plural("overview.new", 1) != words("en").plural("overview.new", 2)
    assert words("en").plural("overview.new", 1200).startswith("1,200")
    assert "7" in words("ko").plural("overview.new", 7)


@pytest.mark.parametrize(
    ("lang", "date", "text"),
    [
        ("ko", "2023-03-06", "2023년 3월 6일"),
        ("en", "2023-03-06", "6 March 2023"),
        ("ko", "2026-07-01", "2026년 7월 1일"),
        ("en", "2001-12-31", "31 December 2001"),
    ],
)
def test_dates(lang, date, text):
    """Dates are written out as each language does."""
    assert words(lang).date(date) == text


@pytest.mark.parametrize(
    ("text", "korean", "english"),
    [
        ("2021-10-19", "2021년 10월 19일", "19 October 2021"),
        ("2025-03", "2025년 3월", "March 2025"),
        ("2026", "2026년", "2026"),
        ("2018-05/2024-04", "2018년 5월–2024년 4월", "May 2018–April 2024"),
    ],
)
def test_dates_as_exact_as_they_are_known(text, korean, english):
    """A month stays a month and a year a year; of several dates the first and last are said."""
    assert words("ko").when(text) == korean
    assert words("en").when(text) == english


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers(lang):
    """Shares show one decimal, ranges both ends, and what does not apply a dash, never 0."""
    speak = words(lang)
    assert speak.percent(195 / 226) == "86.3%"
    assert speak.percent(229 / 226) == "101.3%"
    assert speak.percent(None) == "—"
    assert speak.percent(0.0) == "0.0%"
    assert speak.percent_range(0.3, 0.4) == "30.0–40.0%"
    assert speak.percent_range(0.3, 0.3) == "30.0%"
    assert speak.percent_range(None, None) == "—"
    assert speak.count_range(75, 78) == "75–78"
    assert speak.count_range(195, 195) == "195"
    assert speak.number(1234567) == "1,234,567"
    assert speak.number(0.125, 2) == "0.12"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_is_refused(value):
    """NaN and infinity are faults of a computation; they are never shown."""
    for lang in LANGUAGES:
        with pytest.raises(ValueError, match="finite"):
            words(lang).percent(value)
        with pytest.raises(ValueError, match="finite"):
            words(lang).number(value)


@given(st.floats(0, 1.2), st.sampled_from(list(LANGUAGES)))
def test_percent_is_the_share_rounded(share, lang):
    """The percentage shown is within half a digit of the share."""
    text = words(lang).percent(share)
    assert abs(float(text.rstrip("%")) - 100 * share) <= 0.05 + 1e-9
