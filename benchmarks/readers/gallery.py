"""Pictures of every page, in each language, size and theme, to be looked at one by one.

`make gallery` draws them into `build/gallery/`, with a page that shows them side by side. An
argument picks some: `python -m benchmarks.readers.gallery provinces ko phone`.
"""

from __future__ import annotations

import sys
from html import escape
from itertools import product
from typing import TYPE_CHECKING

from benchmarks.driver import ROOT, closed_browser, serve_atlas
from figures.words.language import LANGUAGES
from views.parts.page_list import PAGES

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

SIZES = {"wall": (1920, 1080), "laptop": (1280, 800), "phone": (390, 844)}
THEMES = ("light", "dark")
FOLDER = ROOT / "build" / "gallery"
AT_REST_MS = 1200
"""Charts and the map's own motion need a moment after the last element came."""


def wanted(asked: list[str], known: dict[str, str]) -> list[str]:
    """Return which of some names are asked for; all of them where none is."""
    return [name for name in known if name in asked] or list(known)


def draw(browser: Browser, url: str, asked: list[str], folder: Path) -> list[str]:
    """Draw the pictures that are asked for; return their names.

    Parameters
    ----------
    browser
        Which can reach this machine alone.
    url
        Of the atlas's server.
    asked
        Keys of pages, languages, sizes and themes; what is left open is drawn in all its values.
    folder
        Takes the pictures.
    """
    pages = wanted(asked, dict.fromkeys(PAGES, ""))
    langs = wanted(asked, dict.fromkeys(LANGUAGES, ""))
    drawn = []
    for size, theme in product(
        wanted(asked, dict.fromkeys(SIZES, "")), wanted(asked, dict.fromkeys(THEMES, ""))
    ):
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=size == "phone",
            color_scheme="dark" if theme == "dark" else "light",
        )
        for key, lang in product(pages, langs):
            page = context.new_page()
            page.goto(f"{url}/{PAGES[key].address}?lang={lang}")
            page.locator(".footer").last.wait_for()
            page.locator('[data-test-script-state="notRunning"]').wait_for(state="attached")
            page.wait_for_timeout(AT_REST_MS)
            name = f"{key}-{lang}-{size}-{theme}.png"
            page.screenshot(path=folder / name)
            drawn.append(name)
            page.close()
        context.close()
    return drawn


def index(names: list[str]) -> str:
    """Return the page that shows the pictures side by side."""
    shown = "".join(
        f'<figure><a href="{escape(name)}"><img loading="lazy" src="{escape(name)}" alt=""></a>'
        f"<figcaption>{escape(name)}</figcaption></figure>"
        for name in names
    )
    style = (
        "body{font:14px sans-serif;display:flex;flex-wrap:wrap;gap:12px}"
        "figure{margin:0}img{height:360px;border:1px solid #888}"
    )
    return f"<!doctype html><meta charset=utf-8><title>Gallery</title><style>{style}</style>{shown}"


def main(asked: list[str]) -> None:
    """Serve the atlas, draw the pictures, and say where they are."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serve_atlas() as server, closed_browser() as browser:
        names = draw(browser, server.url, asked, FOLDER)
    (FOLDER / "index.html").write_text(index(names), encoding="utf-8")
    print(f"{len(names)} pictures: {FOLDER / 'index.html'}")


if __name__ == "__main__":
    main(sys.argv[1:])
