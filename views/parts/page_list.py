"""The pages of the dashboard; a new one needs its file in `views/pages/` and a line here."""

from __future__ import annotations

from dataclasses import dataclass

from store.registry import Registry


@dataclass(frozen=True)
class Page:
    """A page of the dashboard.

    Parameters
    ----------
    key
        The catalogues name it `page.<key>`.
    file
        Its script in `views/pages/`.
    address
        Below the dashboard's own; empty for the page it opens with.
    with_map
        Whether it opens with a map, which is sent before the bar's controls.
    """

    key: str
    file: str
    address: str
    with_map: bool = False


PAGES: Registry[Page] = Registry(
    "page",
    (
        Page("overview", "overview.py", "", with_map=True),
        Page("map", "map.py", "map", with_map=True),
        Page("provinces", "provinces.py", "provinces"),
        Page("trends", "trends.py", "trends"),
        Page("compare", "compare.py", "compare"),
        Page("gaps", "gaps.py", "gaps"),
        Page("access", "access.py", "access"),
        Page("calendar", "renewals.py", "calendar"),
        Page("programmes", "programmes.py", "programmes"),
        Page("release", "release.py", "release"),
        Page("briefing", "briefing.py", "briefing"),
        Page("data", "data.py", "data"),
        Page("about", "about.py", "about"),
    ),
)
"""In the order of the navigation."""


def page_at(address: str) -> Page | None:
    """Return the page of an address, or None where there is none."""
    return next((page for page in PAGES.values() if page.address == address), None)


def opens_with_map(address: str) -> bool:
    """Return whether the page of an address opens with a map."""
    page = page_at(address)
    return page is not None and page.with_map
