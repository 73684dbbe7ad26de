"""The parts of the site's pages: the frame around a page, tables, and charts as inline SVG."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from exports.brief.tidy import TEXT, reader_table
from figures.print.templates import national_status
from figures.style.palette import INKS, SERIES, STATUS_STYLES
from figures.words.language import LANGUAGES, words

if TYPE_CHECKING:
    from exports.brief.content import Content
    from exports.brief.tidy import Table

PAGES = ("overview", "provinces", "gaps", "programmes", "trends", "data", "downloads", "editions")
TITLES = {"downloads": "site.downloads", "editions": "site.editions"}

ONE_FILE = tuple(name for name in PAGES if name != "editions")
"""Pages of the site as one file, beside which no dated pages lie."""


@dataclass(frozen=True)
class Links:
    """How pages point to each other.

    Parameters
    ----------
    root
        From the page to the site's top, "" or ending in a slash.
    single
        Whether all pages are in one file.
    """

    root: str = ""
    single: bool = False

    def page(self, lang: str, name: str) -> str:
        """Return the address of a page."""
        if self.single:
            return f"#{lang}-{name}"
        return f"{self.root}{lang}/{'index' if name == 'overview' else name}.html"

    def place(self, lang: str, unit: str) -> str:
        """Return the permanent address of a place."""
        return self.page(lang, f"place-{unit}" if self.single else f"place/{unit}")


def page_title(content: Content, name: str) -> str:
    """Return a page's name."""
    return content.say(TITLES.get(name, f"page.{name}"))


def colours() -> str:
    """Return the palette as style properties, light and dark."""

    def block(theme: str) -> str:
        ink = INKS[theme]
        names = {"paper": ink.paper, "text": ink.text, "muted": ink.muted, "line": ink.line}
        names |= {"accent": ink.accent, "link": SERIES[theme][0]}
        names |= {"fill": STATUS_STYLES[theme]["designated"].fill}
        return "".join(f"--{name}:{value};" for name, value in names.items())

    light, dark = block("light"), block("dark")
    return (
        f":root{{color-scheme:light dark;{light}}}"
        f"@media (prefers-color-scheme: dark){{:root{{{dark}}}}}\n"
    )


def navigation(content: Content, links: Links, current: str) -> str:
    """Return the site's head: its name, its pages, and the other language."""
    lang = content.lang
    items = "".join(
        f'<li><a href="{links.page(lang, name)}"'
        f"{' aria-current=page' if name == current else ''}>{escape(page_title(content, name))}</a>"
        for name in (ONE_FILE if links.single else PAGES)
    )
    there = current if current in PAGES or current.startswith("place/") else "overview"
    if links.single and current.startswith("place/"):
        there = current.replace("/", "-")
    switch = "".join(
        f'<li><a lang="{other}" hreflang="{other}" href="{links.page(other, there)}">'
        f"{escape(words(other)('language'))}</a>"
        for other in LANGUAGES
        if other != lang
    )
    return (
        f'<header class="site"><strong>{escape(content.say("atlas.title"))}</strong>'
        f'<nav aria-label="{escape(content.say("atlas.title"))}"><ul>{items}'
        f"{switch}</ul></nav></header>"
    )


def dated_map(content: Content, root: str) -> str:
    """Return the map as a picture that never changes, for who runs no scripts.

    Parameters
    ----------
    content
        The edition in the page's language.
    root
        From the page to the folder where the picture lies, "" or ending in a slash.
    """
    said = national_status.written(content.facts, content.lang).alt
    return (
        f'<p class="still"><img src="{root}map-{content.lang}.svg" width="1920" height="1080" '
        f'alt="{escape(said)}"></p>'
    )


def foot(content: Content) -> str:
    """Return the footer with source, date, counting rule and data hash."""
    lines = "<br>".join(escape(line) for line in content.footer)
    return f"<footer>{lines}</footer>"


def html_table(table: Table, content: Content, links: dict[str, str] | None = None) -> str:
    """Return a table; `links` leads from a row's first shown cell to an address."""
    heads, rows, kinds = reader_table(table, content.lang)
    top = "".join(
        f"<th scope=col{' class=num' if kind != TEXT else ''}>{escape(head)}</th>"
        for head, kind in zip(heads, kinds, strict=True)
    )
    body = []
    for key, row in zip((str(row[0]) for row in table.rows), rows, strict=True):
        cells = []
        for j, (text, kind) in enumerate(zip(row, kinds, strict=True)):
            shown = escape(text)
            if links and key in links and j == min(1, len(row) - 1):
                shown = f'<a href="{links[key]}">{shown}</a>'
            tag = "th scope=row" if j == 0 else ("td class=num" if kind != TEXT else "td")
            cells.append(f"<{tag}>{shown}</{tag.split(maxsplit=1)[0]}>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.title)}"><table>'
        f"<caption>{escape(table.title)}</caption>"
        f"<thead><tr>{top}</tr></thead><tbody>{''.join(body)}</tbody></table></div>"
    )
