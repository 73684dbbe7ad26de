"""The pages of the dashboard; a new one needs its file in `views/pages/` and a line here."""

from __future__ import annotations

from dataclasses import dataclass

from store.registry import Registry

ALL = ("edition", "rule", "province")
"""What pages share: the announcement, the counting rule and the province shown."""


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
    controls
        Which of the shared choices do something on it, in their order.
    """

    key: str
    file: str
    address: str
    with_map: bool = False
    controls: tuple[str, ...] = ALL


PAGES: Registry[Page] = Registry(
    "page",
    (
        Page("overview", "overview.py", "", with_map=True),
        Page("map", "map.py", "map", with_map=True),
        Page("provinces", "provinces.py", "provinces"),
        Page("trends", "trends.py", "trends", controls=("rule", "province")),
        Page("compare", "compare.py", "compare", controls=("rule",)),
        Page("gaps", "gaps.py", "gaps", controls=("edition", "rule", "province")),
        Page("access", "access.py", "access", controls=("edition",)),
        Page("calendar", "renewals.py", "calendar", controls=("province",)),
        Page("programmes", "programmes.py", "programmes", controls=("edition", "province")),
        Page("release", "release.py", "release", controls=()),
        Page("briefing", "briefing.py", "briefing"),
        Page("data", "data.py", "data", controls=("edition", "rule")),
        Page("about", "about.py", "about", controls=("edition", "rule")),
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
