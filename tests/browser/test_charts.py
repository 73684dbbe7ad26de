"""The charts of the trends and renewals pages, read on a phone and on a desk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from figures.words.language import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader import Reader

    from analysis.atlas import Atlas

PHONE = (390, 844)
LAPTOP = (1280, 800)
DESKTOP = (1920, 1080)
ENOUGH_PX = 1
"""A box may stand over its frame by a rounding."""

CHARTS = """() => [...document.querySelectorAll(".stVegaLiteChart svg.marks")].map((svg) => {
  const box = (one) => { const b = one.getBoundingClientRect();
    return [b.left, b.top, b.right, b.bottom]; };
  const shown = [...svg.querySelectorAll("text")].filter((one) =>
    one.textContent.trim() && Number(getComputedStyle(one).opacity) > 0);
  return { box: box(svg), window: window.innerWidth,
    texts: shown.map((one) => [one.textContent, ...box(one)]),
    legend: [...svg.querySelectorAll(".role-legend-label text")]
      .map((one) => [one.textContent, ...box(one)]) }; })"""

MULTIPLES = """() => [...document.querySelectorAll(".multiples figure")].map((one) => {
  const box = one.getBoundingClientRect(), picture = one.querySelector("img");
  return { left: box.left, right: box.right, top: box.top, text: one.innerText,
    drawn: picture.complete && picture.naturalWidth > 0 }; })"""

PAGES = {
    "new": "/trends?lang={}&section=new",
    "coverage": "/trends?lang={}&section=coverage",
    "survival": "/trends?lang={}&section=survival",
    "forecast": "/trends?lang={}&section=forecast",
    "compare": "/trends?lang={}&section=compare",
    "day": "/trends?lang={}&section=day&day=2009-06-30",
    "calendar": "/calendar?lang={}",
    "inequality": "/gaps?lang={}&gap=inequality",
    "next": "/gaps?lang={}&gap=next",
}


def charts(reader: Reader, count: int) -> list[dict[str, Any]]:
    """Return what each chart of the page shows, and where."""
    expect(reader.page.locator(".stVegaLiteChart svg.marks")).to_have_count(count)
    found: list[dict[str, Any]] = reader.page.evaluate(CHARTS)
    return found


def apart(one: list[Any], other: list[Any]) -> bool:
    """Return whether two boxes do not touch."""
    (_, left, top, right, bottom), (_, left2, top2, right2, bottom2) = one, other
    return right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top


COUNTS = {
    "new": 2,
    "coverage": 2,
    "survival": 2,
    "forecast": 1,
    "compare": 1,
    "day": 1,
    "calendar": 2,
    "inequality": 1,
    "next": 2,
}
"""Charts on each page."""


@pytest.mark.parametrize(("lang", "names"), [("en", list(PAGES)), ("ko", ["new", "calendar"])])
def test_no_chart_is_cut_off_on_a_phone(
    page_at: Callable[..., Reader], lang: str, names: list[str]
) -> None:
    """At 390 pixels every chart, every word in it and every legend entry stands inside."""
    reader = page_at(PHONE)
    for name in names:
        reader.open(PAGES[name].format(lang))
        for chart in charts(reader, COUNTS[name]):
            left, top, right, bottom = chart["box"]
            assert left >= 0, name
            assert right <= chart["window"], name
            for text, *box in chart["texts"]:
                inside = (
                    box[0] >= left - ENOUGH_PX
                    and box[1] >= top - ENOUGH_PX
                    and box[2] <= right + ENOUGH_PX
                    and box[3] <= bottom + ENOUGH_PX
                )
                assert inside, (name, text)
                assert "…" not in text, (name, text)
            labels = chart["legend"]
            pairs = [(a, b) for i, a in enumerate(labels) for b in labels[i + 1 :]]
            assert all(apart(a, b) for a, b in pairs), (name, labels)
        sizes = reader.sizes()
        assert sizes["main"][0] <= sizes["window"][0], name


def test_coverage_is_laid_out_for_every_screen(page_at: Callable[..., Reader]) -> None:
    """No chart is a flat strip; a narrower window has fewer small pictures a row, none cut."""
    reader = page_at(DESKTOP).open(PAGES["coverage"].format("ko"))
    for chart in charts(reader, 2):
        left, top, right, bottom = chart["box"]
        assert (right - left) <= 3 * (bottom - top)
    expect(reader.page.locator(".multiples figure")).to_have_count(16)
    for (width, height), columns in ((DESKTOP, 8), (LAPTOP, 6), (PHONE, 2)):
        reader.page.set_viewport_size({"width": width, "height": height})
        found = reader.page.evaluate(MULTIPLES)
        assert all(one["drawn"] for one in found)
        assert max(one["right"] for one in found) <= width
        assert len([one for one in found if one["top"] == found[0]["top"]]) >= columns
    assert "서울" in found[0]["text"]
    assert "23 / 25 · 92.0%" in found[0]["text"]


def test_the_rules_are_named_and_told_apart(page_at: Callable[..., Reader]) -> None:
    """Each line of coverage carries its rule's name; a second chart shows the distance alone."""
    say = words("en")
    reader = page_at(LAPTOP).open("/trends?lang=en&section=coverage")
    whole, distance = charts(reader, 2)
    for chart in (whole, distance):
        said = " ".join(text for text, *_ in chart["texts"])
        assert all(say(f"rule.{rule}") in said for rule in ("official", "strict", "units"))
    assert "Municipalities only 89.8%" in " ".join(text for text, *_ in whole["texts"])


def test_disagreements_are_explained_without_pointing(
    page_at: Callable[..., Reader], atlas: Atlas
) -> None:
    """Each printed total that differs stands in a table in sight, with its explanation."""
    reader = page_at(LAPTOP).open("/trends?lang=ko&section=new")
    table = reader.page.locator('[data-testid="stTable"]').inner_text()
    assert "180 / 181" in table
    assert "김천시" in table
    assert "196 / 195" in table
    assert set(atlas.editions) >= set(re.findall(r"^20\d\d", table, re.MULTILINE))
