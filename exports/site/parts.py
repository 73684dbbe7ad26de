"""The parts of the site's pages: the frame around a page, tables, and charts as inline SVG."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from exports.brief.tidy import TEXT, reader_table
from figures.style.palette import INKS, SERIES, STATUS_STYLES
from figures.words.language import words

if TYPE_CHECKING:
    from exports.brief.content import Content
    from exports.brief.tidy import Table

PAGES = ("overview", "provinces", "trends", "data", "downloads")
TITLES = {"downloads": "site.downloads"}


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
    lang, other = content.lang, "en" if content.lang == "ko" else "ko"
    items = "".join(
        f'<li><a href="{links.page(lang, name)}"'
        f"{' aria-current=page' if name == current else ''}>{escape(page_title(content, name))}</a>"
        for name in PAGES
    )
    there = current if current in PAGES or current.startswith("place/") else "overview"
    if links.single and current.startswith("place/"):
        there = current.replace("/", "-")
    switch = f'<a lang="{other}" hreflang="{other}" href="{links.page(other, there)}">'
    return (
        f'<header class="site"><strong>{escape(content.say("atlas.title"))}</strong>'
        f'<nav aria-label="{escape(content.say("atlas.title"))}"><ul>{items}'
        f"<li>{switch}{escape(words(other)('language'))}</a></ul></nav></header>"
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
