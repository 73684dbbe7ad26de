"""The shell around the pages: address, back button, notices, link, wall, a dropped connection."""

from __future__ import annotations

import re
import urllib.request
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import expect
from reader import CHOSEN

from figures.words.language import words
from views.parts.page_list import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator
    from reader import Reader

    from benchmarks.driver import Server

SAY = words("ko")
GYEONGSAN = "37100"


def params(reader: Reader) -> dict[str, str]:
    """Return the parameters of the address."""
    return {k: v[0] for k, v in parse_qs(urlsplit(reader.page.url).query).items()}


def control(reader: Reader, label: str) -> Locator:
    """Return a control of what is chosen, which stands before any other of the same name."""
    return reader.control(label)


def follow(reader: Reader, page: str) -> None:
    """Choose a page in the navigation and wait for its address to be whole."""
    reader.page.get_by_role("link", name=SAY(f"page.{page}"), exact=True).click()
    expect(reader.page).to_have_url(re.compile(rf"/{PAGES[page].address}\?lang="))


def test_controls_keep_their_value_across_pages(page_at: Callable[..., Reader]) -> None:
    """What is chosen on one page is chosen on the next: in the address, the bar and the card."""
    asked = {"lang": "ko", "edition": "2021", "rule": "strict"}
    asked |= {"layer": "age", "province": "37", "place": GYEONGSAN, "view": "tiles"}
    reader = page_at().open(f"/map?{urlencode(asked)}")
    for page in ("provinces", "briefing", "overview"):
        follow(reader, page)
        expect(control(reader, SAY("bar.edition"))).to_have_value("2021")
        expect(control(reader, SAY("bar.province"))).to_have_value("경상북도")
        expect(reader.page.get_by_role("radio", name=SAY("rule.strict"))).to_be_checked()
        reader.fold()
        assert params(reader) == asked
    expect(reader.page.locator(".card h2")).to_have_text("경북 경산시")


def test_back_undoes_a_selection_and_a_page_change(page_at: Callable[..., Reader]) -> None:
    """The back button returns to the page before, then lets go of the place chosen there."""
    reader = page_at().open("/?lang=ko&edition=2023&rule=official")
    pill = reader.page.get_by_role("radio", name="경남 고성군", exact=True)
    pill.click()
    expect(reader.page.locator(".card h2")).to_have_text("경남 고성군")
    follow(reader, "data")
    reader.page.go_back()
    expect(reader.page.locator(".card h2")).to_have_text("경남 고성군")
    assert params(reader)["place"] == "38340"
    reader.page.go_back()
    expect(pill).to_be_visible()
    expect(reader.page.locator(".card")).to_have_count(0)
    assert "place" not in params(reader)


def test_unknown_values_are_said(page_at: Callable[..., Reader]) -> None:
    """Each parameter that cannot be honoured gives one sentence, and the page stands."""
    wrong = dict.fromkeys(("lang", "rule", "layer", "view", "present"), "<script>alert(1)</script>")
    wrong |= {"edition": "1999", "province": "99", "place": "`abc`"}
    reader = page_at().open(f"/?{urlencode(wrong)}")
    notices = reader.page.get_by_test_id("stAlert")
    expect(notices).to_have_count(len(wrong))
    said = " ".join(notices.all_inner_texts())
    assert said.count("<script>alert(1)</script>") == 5
    assert "2001" in said
    expect(reader.page.locator(".headline")).to_contain_text("3 / 232")
    expect(reader.page.get_by_test_id("stException")).to_have_count(0)


def test_year_to_come_gives_the_last(page_at: Callable[..., Reader]) -> None:
    """A year after the last edition shows the last one and says so."""
    reader = page_at().open("/data?lang=en&edition=2050")
    expect(reader.page.get_by_test_id("stAlert").first).to_contain_text("2026")
    expect(control(reader, "Edition")).to_have_value("2026")


def test_ended_place_names_its_successor(page_at: Callable[..., Reader]) -> None:
    """Cheongwon-gun, which ended in 2014, offers Cheongju, and a click opens its card."""
    reader = page_at().open("/map?lang=ko&edition=2023&place=33310")
    expect(reader.page.get_by_test_id("stAlert").first).to_contain_text("33310")
    reader.page.get_by_role("button", name="충북 청주시", exact=True).click()
    expect(reader.page.locator(".card h2")).to_have_text("충북 청주시")
    expect(reader.page).to_have_url(re.compile("place=33040"))


def test_place_of_another_day_is_let_go(page_at: Callable[..., Reader]) -> None:
    """Choosing 2001 while Sejong is chosen says that it did not exist, and shows 2001."""
    reader = page_at().open("/?lang=ko&edition=2023&province=29&place=29010")
    expect(reader.page.locator(".card h2")).to_be_visible()
    reader.choose(SAY("bar.edition"), "2001")
    expect(reader.page.get_by_test_id("stAlert")).to_have_count(2)
    expect(reader.page.locator(".headline")).to_contain_text("3 / 232")
    expect(reader.page).to_have_url(re.compile(r"\?lang=ko&edition=2001&rule=official$"))


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [("ko-KR,ko;q=0.9", "ko"), ("en-US,en", "en"), ("fr-FR,fr;q=0.9", "en"), ("", "ko")],
)
def test_first_answer_declares_the_language(server: Server, accepted: str, lang: str) -> None:
    """Before any script runs, each page declares the reader's language and names itself in it.

    A link decides first.
    """
    for key, address in [(one.key, one.address) for one in PAGES.values()]:
        for query, wanted in (("", lang), ("?lang=en", "en"), ("?lang=ko", "ko")):
            request = urllib.request.Request(  # noqa: S310  # our own address
                f"{server.url}/{address}{query}", headers={"Accept-Language": accepted}
            )
            with urllib.request.urlopen(request) as answer:  # noqa: S310  # our own address
                text = answer.read().decode()
            assert f'<html lang="{wanted}">' in text
            say = words(wanted)
            own = "" if key == "overview" else f"{say(f'page.{key}')} · "
            assert f"<title>{escape(own + say('atlas.title'))}</title>" in text


def test_other_languages_get_english(page_at: Callable[..., Reader]) -> None:
    """A French browser gets the English page, declared as English."""
    reader = page_at(locale="fr-FR").open("/release")
    expect(reader.page.locator("html")).to_have_attribute("lang", "en")
    expect(reader.page.get_by_role("radio", name="English")).to_be_checked()


def test_one_click_copies_the_link(page_at: Callable[..., Reader]) -> None:
    """One click puts the address of what is shown into the clipboard, and the button says so."""
    reader = page_at().open(f"/provinces?lang=ko&edition=2021&rule=units&place={GYEONGSAN}")
    reader.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.page.get_by_role("button", name=SAY("tool.link")).click()
    expect(reader.page.get_by_role("button", name=SAY("tool.copied"))).to_be_visible()
    assert reader.page.evaluate("() => navigator.clipboard.readText()") == reader.page.url


def test_wall_shows_the_picture_only(page_at: Callable[..., Reader]) -> None:
    """On the wall there are no controls; date, rule and source stand; Esc leaves."""
    reader = page_at().open("/?lang=ko&edition=2023&present=1")
    reader.drawn()
    assert reader.page.get_by_role("combobox").count() == 0
    assert reader.page.get_by_role("radio", name=SAY("rule.official")).count() == 0
    expect(reader.page.get_by_test_id("stHeader")).to_be_hidden()
    expect(reader.map().locator(".leaflet-control-zoom")).to_be_hidden()
    footer = reader.page.locator(".footer")
    for text in ("2023년 3월 6일", SAY("rule.official"), "통계청 2018"):
        expect(footer).to_contain_text(text)
    sizes = reader.sizes()
    assert sizes["main"] <= sizes["main_box"]
    reader.page.keyboard.press("Escape")
    expect(reader.page.locator(CHOSEN)).to_be_visible()
    expect(reader.page).not_to_have_url(re.compile("present"))


def test_two_tabs_keep_their_own_state(page_at: Callable[..., Reader]) -> None:
    """Two tabs of one browser show different years, and one does not disturb the other."""
    first = page_at().open("/data?lang=ko&edition=2023")
    second = page_at().open("/data?lang=en&edition=2012")
    first.choose(SAY("bar.edition"), "2020")
    expect(first.page).to_have_url(re.compile("edition=2020"))
    expect(control(second, "Edition")).to_have_value("2012")
    second.switch("All units")
    expect(second.page).to_have_url(re.compile("rule=units"))
    assert params(second) == {"lang": "en", "edition": "2012", "rule": "units"}
    assert params(first) == {"lang": "ko", "edition": "2020", "rule": "official"}


def test_state_survives_a_dropped_connection(page_at: Callable[..., Reader]) -> None:
    """After the socket is cut a reload shows what was chosen before."""
    reader = page_at().open("/data?lang=ko&edition=2023")
    reader.choose(SAY("bar.edition"), "2018")
    reader.switch(SAY("rule.units"))
    expect(reader.page).to_have_url(re.compile("rule=units"))
    reader.page.context.set_offline(True)
    reader.page.context.set_offline(False)
    reader.page.reload(wait_until="commit")
    reader.settled()
    expect(control(reader, SAY("bar.edition"))).to_have_value("2018")
    expect(reader.page.get_by_role("radio", name=SAY("rule.units"))).to_be_checked()


def test_the_head_stays_above_what_is_scrolled(page_at: Callable[..., Reader]) -> None:
    """On a phone the page moves below the head: product and language stay at hand."""
    page = page_at((390, 844)).open("/data?lang=ko&edition=2023").page
    page.mouse.move(195, 500)
    page.mouse.wheel(0, 60)
    page.wait_for_function("() => document.querySelector('.stMain').scrollTop > 20")
    for name in (".product", ".st-key-masthead [role=radiogroup]"):
        box = page.locator(name).first.bounding_box()
        assert box
        at = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        above = "([x, y]) => Boolean(document.elementFromPoint(x, y).closest('.st-key-masthead'))"
        assert page.evaluate(above, at), name
