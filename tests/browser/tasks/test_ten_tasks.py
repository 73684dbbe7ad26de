"""Ten things people come for, each by keyboard and by finger, in three steps at most.

A step is one thing a reader decides: a page, an entry of a list, a name typed, a button. Pages and
lists that open first count with what is chosen from them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from reader import CHOSEN, Reader

from figures.words.language import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Locator

    from analysis.atlas import Atlas
    from benchmarks.driver import Server

SAY = words("ko")
MOST_STEPS = 3
START = "/?lang=ko&edition=2023&rule=official"


class Person:
    """A reader who takes one step after the other, by keyboard or with a finger."""

    def __init__(self, reader: Reader, *, touch: bool) -> None:
        self.reader, self.page, self.touch = reader, reader.page, touch
        self.steps = 0

    def press(self, what: Locator) -> None:
        """Press what is there, as one step."""
        self.steps += 1
        self._press(what)

    def _press(self, what: Locator) -> None:
        if self.touch:
            what.tap()
        else:
            what.focus()
            self.page.keyboard.press("Enter")

    def go(self, page: str) -> None:
        """Choose a page, from the menu where there is one."""
        if self.touch:
            self.page.get_by_test_id("stExpandSidebarButton").tap()
        self.press(self.page.get_by_role("link", name=SAY(f"page.{page}"), exact=True))
        expect(self.page.locator(".lead h1")).to_have_text(SAY(f"title.{page}"))
        self.reader.settled()

    def choose(self, label: str, option: str) -> None:
        """Choose an entry of a list, the line of what is chosen opened for it."""
        self.steps += 1
        box = self.page.get_by_label(SAY(label), exact=True).first
        if not box.is_visible():
            self._press(self.page.locator(CHOSEN))
        if self.touch:
            box.locator("xpath=following-sibling::button").tap()
            self.page.get_by_role("option", name=option, exact=True).tap()
        else:
            box.focus()
            box.fill(option)
            self.page.get_by_role("option", name=option, exact=True).wait_for()
            self.page.keyboard.press("Enter")
        self.reader.settled()

    def find(self, name: str, wanted: str) -> None:
        """Type a place's name; with a finger its entry is tapped, by keyboard Enter is enough."""
        self.steps += 1
        box = self.page.get_by_label(SAY("picker.label"), exact=True).first
        self._press(box) if self.touch else box.focus()
        box.fill(name)
        offered = self.page.get_by_role("option").filter(has_text=wanted).first
        offered.wait_for()
        if self.touch:
            offered.tap()
        else:
            self.page.keyboard.press("Enter")

    def starts(self, address: str = START) -> Person:
        """Begin a task at an address, with no step taken."""
        self.reader.open(address)
        self.steps = 0
        return self


@pytest.fixture(scope="module", params=["keyboard", "finger"])
def person(
    request: pytest.FixtureRequest,
    server: Server,
    profiles: Callable[[str, bool], BrowserContext],
) -> Iterator[Person]:
    """One reader for all tasks: at a desk with a keyboard, or with a phone in hand."""
    touch = request.param == "finger"
    page = profiles("ko-KR", touch).new_page()
    width, height = (390, 844) if touch else (1280, 800)
    page.set_viewport_size({"width": width, "height": height})
    yield Person(Reader(page, server.url), touch=touch)
    page.close()


def test_share_and_who_is_missing(person: Person, atlas: Atlas) -> None:
    """The share of 2023 and who is missing in Jeonnam stand on the first page: no step."""
    person.starts()
    point = atlas.coverage(edition="2023", rule="official")
    shown = SAY.percent(point.nation.share)
    expect(person.page.locator(".headline-share")).to_have_text(shown)
    rest = point.remaining()
    for name in rest[rest["province_code"] == "36"]["name_ko"]:
        expect(person.page.locator("dl.remaining")).to_contain_text(name)
    assert person.steps == 0


def test_is_gimcheon_one_and_since_when(person: Person, atlas: Atlas) -> None:
    """Its name, typed on any page, opens the card with its status and what happened later."""
    person.starts("/trends?lang=ko&edition=2023&rule=official")
    person.find("김천", "김천시")
    card = person.page.locator(".card")
    expect(card.locator("h2")).to_have_text("경북 김천시")
    expect(card.locator(".status")).to_have_text(SAY("map.class.uncounted"))
    later = atlas.tables.events
    later = later[(later["unit_id"] == atlas.resolver.resolve("경북 김천시"))]
    assert later["date_from"].max() > atlas.edition_date("2023")
    expect(card).to_contain_text(SAY("card.later"))
    assert person.steps <= MOST_STEPS


def test_gyeongbuk_against_five_years_ago(person: Person, atlas: Atlas) -> None:
    """The province chosen, the first sentence holds it against the country and its own past."""
    person.starts().choose("bar.province", "경상북도")
    counts = [
        f"{one.at_least} / {one.of}"
        for edition in ("2023", "2018")
        for one in [atlas.coverage(edition=edition, rule="official").province("37")]
    ]
    for text in counts:
        expect(person.page.locator(".lead p").first).to_contain_text(text)
    assert person.steps <= MOST_STEPS


def test_reviews_of_a_year_in_a_province(person: Person) -> None:
    """The calendar names how many reviews of the next year are Jeonnam's."""
    person.starts().go("calendar")
    person.choose("bar.province", "전라남도")
    expect(person.page.locator(".lead p").first).to_contain_text("전남")
    expect(person.page.locator(".lead p").first).to_contain_text("2027")
    assert person.steps <= MOST_STEPS


def test_people_outside_and_where_most(person: Person) -> None:
    """The gaps page says how many people live outside a learning city, and in which province."""
    person.starts().go("gaps")
    person.press(person.page.get_by_role("radio", name=SAY("gaps.section.people"), exact=True))
    expect(person.page.get_by_text(SAY("gaps.people.provinces")).first).to_be_visible()
    assert person.steps <= MOST_STEPS


def test_picture_of_the_new_cities(person: Person) -> None:
    """The briefing draws the map of the new ones, to be taken away."""
    person.starts().go("briefing")
    radio = person.page.get_by_role("radio", name=SAY("briefing.template.new-cities"), exact=True)
    if person.touch:
        person.press(person.page.get_by_text(SAY("briefing.template.new-cities"), exact=True).first)
    else:
        person.steps += 1
        radio.focus()
        person.page.keyboard.press("Space")
    expect(person.page).to_have_url(re.compile("picture=new-cities"))
    expect(person.page.get_by_role("button", name="PNG")).to_be_visible()
    assert person.steps <= MOST_STEPS


def test_2018_against_2023(person: Person, atlas: Atlas) -> None:
    """The comparison says both counts of two announcements."""
    person.starts().go("compare")
    person.choose("trends.compare.before", "2018")
    counts = [atlas.coverage(edition=one).nation.at_least for one in ("2018", "2023")]
    expect(person.page.get_by_text(f"{counts[0]}곳 → {counts[1]}곳").first).to_be_visible()
    assert person.steps <= MOST_STEPS


def test_a_link_to_this_view(person: Person) -> None:
    """One step copies the address of what is shown."""
    person.starts("/provinces?lang=ko&edition=2021&rule=units&province=36")
    person.press(person.page.get_by_role("button", name=SAY("tool.link"), exact=True))
    expect(person.page.get_by_role("button", name=SAY("tool.copied"))).to_be_visible()
    assert person.steps <= MOST_STEPS


def test_check_a_draft(person: Person) -> None:
    """A draft is pasted and checked; the verdicts stand below."""
    person.starts().go("release")
    person.steps += 1
    person.page.get_by_label(SAY("release.paste"), exact=True).fill("전국 226곳 중 195곳 지정")
    person.press(person.page.get_by_role("button", name=SAY("release.check"), exact=True))
    expect(person.page.get_by_test_id("stMetric").first).to_be_visible()
    assert person.steps <= MOST_STEPS


def test_search_leads_on(page_at: Callable[..., Reader]) -> None:
    """A place that was absorbed and an official code of the Ministry lead to where they are now."""
    reader = page_at(viewport=(1280, 800)).open(START)
    someone = Person(reader, touch=False)
    for typed, found in (("마산", "창원시"), ("청원군", "청주시"), ("47150", "김천시")):
        someone.find(typed, found)
        expect(reader.page.locator(".card h2")).to_contain_text(found)
    assert someone.steps <= MOST_STEPS
