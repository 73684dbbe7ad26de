"""What a reader does on each page, measured once; `run` repeats and compares."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from analysis.atlas import Atlas
from benchmarks.measure import Watched, fresh_page
from figures.words.language import words

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Sample = dict[str, float]

SAY = words("en")
MAP_FILES = ("atlas.json", "shapes.json")
FROM = "2023"
YEARS = ("2017", "2022", "2019")
"""Years that are changed to: one after another, none twice; the median counts, as of the floor."""

CARD = ("32310", "Hongcheon-gun")
"""A place, and its name as the card shows it."""

REMAINDER = 34
"""Municipalities without designation in that edition: the gaps page is drawn when it says so."""

GAP_PARTS = {
    "people": ("h4", "gaps.people.title"),
    "groups": ("h5", "gaps.groups.kind"),
    "clusters": ("h5", "gaps.clusters.local"),
    "inequality": ("h5", "gaps.inequality.course"),
    "next": ("h5", "gaps.next.curve"),
}
"""Parts of the gaps page, and a heading that each draws."""

SPOT = """(unit) => {
  const path = document.querySelector(`.leaflet-overlay-pane path[data-unit="${unit}"]`);
  const box = path.getBoundingClientRect();
  for (let i = 1; i < 40; i++) for (let j = 1; j < 40; j++) {
    const at = [box.x + box.width * i / 40, box.y + box.height * j / 40];
    if (document.elementFromPoint(...at) === path) return at;
  }
  throw new Error(`nothing of ${unit} can be pointed at`);
}"""
"""A point inside a place that nothing covers."""

STEP = """async (edition) => {
  const started = performance.now();
  window.atlas.show(edition);
  const script = window.atlas.lastStepMs;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return [script, performance.now() - started];
}"""
"""A step of the player: the script's own time, and the time until its frame was handed over."""


def blank(browser: Browser, url: str) -> Sample:
    """Measure the floor."""
    with fresh_page(browser) as seen:
        seen.page.goto(url, wait_until="commit")
        first = seen.until("text", '[data-testid="stText"]', "run 1")
        seen.quiet()
        seen.log.clear()
        reruns = []
        for run in range(2, 5):
            seen.page.get_by_role("button", name="again").click()
            reruns.append(seen.until("text", '[data-testid="stText"]', f"run {run}")["act"])
            seen.quiet()
        return {
            "first_ms": first["load"],
            "change_ms": sorted(reruns)[1],
        }


def chart_and_frame(browser: Browser, url: str) -> Sample:
    """Measure the bytes of an unconfigured page with a chart and a data frame."""
    with fresh_page(browser) as seen:
        seen.page.goto(url, wait_until="commit")
        seen.page.wait_for_selector(
            '[data-testid="stVegaLiteChart"] canvas, [data-testid="stVegaLiteChart"] svg'
        )
        seen.page.wait_for_selector('[data-testid="stDataFrame"] canvas')
        seen.quiet()
        return {"first_bytes": seen.log.bytes()}


CHOSEN = '.st-key-bar [data-testid="stPopover"] button'
"""The atlas's line of what is chosen, which opens on its controls."""


def choose(seen: Watched, label: str, option: str) -> None:
    """Choose an option of a select box."""
    control = seen.page.get_by_label(label).first
    if not control.is_visible() and seen.page.locator(CHOSEN).count():
        seen.page.locator(CHOSEN).click()
    control.click()
    seen.page.get_by_role("option", name=option, exact=True).click()


def ordinary(browser: Browser, url: str) -> Sample:
    """Measure the ordinary way."""
    with fresh_page(browser) as seen:
        seen.page.goto(url, wait_until="commit")
        first = seen.until("ordinary", FROM)
        seen.quiet()
        sample = {
            "first_ms": first["load"],
            "first_bytes": seen.log.bytes(),
            "map_bytes": seen.log.largest_frame(),
        }
        sample |= _changes(seen, "Year", "ordinary")
        seen.log.clear()
        pan_and_zoom(seen)
        return sample | {"pan_runs": seen.log.runs()}


def pan_and_zoom(seen: Watched) -> None:
    """Drag the map and turn the wheel over it."""
    box = seen.page.locator("iframe").first.bounding_box()
    if box is None:
        raise RuntimeError("The page has no map to drag.")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = seen.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 60, y + 40, steps=6)
    mouse.up()
    mouse.wheel(0, -240)
    seen.quiet()


def atlas(browser: Browser, url: str) -> Sample:
    """Measure the atlas: first map, change of year, rule and language, a card, the player."""
    with fresh_page(browser) as seen:
        seen.page.goto(f"{url}/?lang=en&edition={FROM}&rule=official", wait_until="commit")
        first = seen.until("atlas", FROM)
        seen.quiet()
        sample: Sample = {
            "first_ms": first["load"],
            "first_bytes": seen.log.bytes(),
            "map_bytes": seen.log.fetched(*MAP_FILES),
        }
        sample |= _changes(seen, SAY("bar.edition"), "atlas")
        sample |= _figures(seen)
        seen.log.clear()
        pan_and_zoom(seen)
        sample["pan_runs"] = seen.log.runs()
        return sample | _card(seen, url) | _pages(seen, url) | _gaps(seen, url)


def _changes(seen: Watched, label: str, map_of: str) -> Sample:
    """Change the year three times; return the medians of time and bytes."""
    times, sizes = [], []
    for year in YEARS:
        seen.log.clear()
        choose(seen, label, year)
        times.append(seen.until(map_of, year)["act"])
        seen.quiet()
        sizes.append(seen.log.bytes())
    return {"change_ms": median(times), "change_bytes": median(sizes)}


def _figures(seen: Watched) -> Sample:
    """Change the year as often again, until every figure of the page is of that year.

    The map shows a year before the server has answered; this is the answer.
    """
    dates = Atlas.load().edition_date
    times = []
    for year in reversed(YEARS[:-1]):
        choose(seen, SAY("bar.edition"), year)
        footer = ".footer"
        times.append(seen.until("settled", footer, SAY.date(dates(year)))["act"])
        seen.quiet()
    return {"figures_ms": median(times)}


def _card(seen: Watched, url: str) -> Sample:
    unit, name = CARD
    seen.page.goto(f"{url}/?lang=en&edition={FROM}&rule=official", wait_until="commit")
    seen.until("atlas", FROM)
    seen.quiet()
    seen.log.clear()
    frame = seen.map_frame()
    box = seen.page.locator("iframe").first.bounding_box()
    x, y = frame.evaluate(SPOT, unit)
    seen.page.mouse.click(box["x"] + x, box["y"] + y)
    sample = {"card_ms": seen.until("within", ".card", name)["act"]}
    seen.quiet()
    sample["card_bytes"] = seen.log.bytes()
    seen.log.clear()
    steps = [frame.evaluate(STEP, edition) for edition in ("2019", "2020", "2021", "2022", "2023")]
    seen.quiet()
    return sample | {
        "step_script_ms": sorted(step[0] for step in steps)[2],
        "step_ms": sorted(step[1] for step in steps)[2],
        "step_bytes": seen.log.bytes(),
    }


def _pages(seen: Watched, url: str) -> Sample:
    """Measure a change of page, when there is another page."""
    links = seen.page.locator('[data-testid="stTopNavLink"]')
    if links.count() < 2:
        return {}
    times = []
    for i in (1, 0, 1):
        address = links.nth(i).get_attribute("href") or ""
        links.nth(i).click()
        times.append(seen.until("page", "/" + address.removeprefix(url).strip("/"))["act"])
        seen.quiet()
    return {"page_ms": sorted(times)[1]}


def _gaps(seen: Watched, url: str) -> Sample:
    """Measure the gaps page: the median of its parts, each drawn whole once it is chosen."""
    seen.page.goto(f"{url}/gaps?lang=en&edition={FROM}&rule=official", wait_until="commit")
    seen.until("settled", "h4", SAY.plural("gaps.remainder.title", REMAINDER))
    seen.quiet()
    times = []
    for part, (level, heading) in GAP_PARTS.items():
        seen.page.get_by_role("radio", name=SAY(f"gaps.section.{part}"), exact=True).click()
        times.append(seen.until("settled", level, SAY(heading))["act"])
        seen.quiet()
    return {"gaps_ms": median(times), "gaps_worst_ms": max(times)}
