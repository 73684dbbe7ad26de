"""What the page says before any script has run."""

from __future__ import annotations

import pytest

from exports.build.bundle import Built
from figures.words.language import words
from views.reader import library
from views.server.app import rewrite
from views.server.first_page import first_page

STREAMLITS = (
    '<html lang="en"><head><title>Streamlit</title></head><body>'
    "<noscript><p>You need to enable JavaScript to run this app.</p></noscript>"
    '<div id="root"></div></body></html>'
)


@pytest.fixture(autouse=True)
def bundle(monkeypatch):
    """Name a bundle that nobody need build: its files are linked, not read."""
    monkeypatch.setattr(library, "built", lambda: Built("0" * 12, "", ""))


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_the_headline_is_in_the_first_bytes(lang):
    """The share and both counts of the address's edition and rule stand in the HTML itself."""
    page = rewrite(STREAMLITS, "/map", f"lang={lang}&edition=2023", "")
    say = words(lang)
    for text in ("86.3%", "195 / 226", say.date("2023-03-06"), say("rule.official.sentence")):
        assert text in page
    assert f'<html lang="{lang}">' in page
    assert f"<title>{say('page.map')} · {say('atlas.title')}</title>" in page
    assert "195 / 226 = 86.3%" in page.split('name="description" content="')[1].split('"')[0]
    assert "You need to enable JavaScript" not in page
    assert page.index('id="first-page"') < page.index('<div id="root"></div>')
    assert "85.0%" in rewrite(STREAMLITS, "/", f"lang={lang}&edition=2023&rule=strict", "")


def test_what_was_chosen_is_named():
    """A place and a province of the address come with their state and their counts."""
    said = first_page({"edition": "2023", "place": "37040", "province": "36"}, "map", "ko")
    assert "경북 안동시: 지정" in said.description
    assert "전남 15 / 22 = 68.2%" in said.html


def test_an_address_is_never_read_as_markup():
    """Whatever stands in an address, the first page shows a valid view and none of it."""
    bad = "<script>alert(1)</script>"
    for name in ("edition", "rule", "place", "province", "lang", "layer"):
        page = rewrite(STREAMLITS, "/", f"{name}={bad}", "ko")
        assert bad not in page
        assert 'id="first-page"' in page
