"""What stands on the site's pages: the overview with its map, provinces, places, downloads."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from analysis.atlas import publisher
from analysis.places.cards import place_card
from exports.brief.content import Content, stem
from exports.brief.gallery import Gallery
from exports.build.bundle import BUILT, Built
from exports.formats.csv_tables import build_csv
from exports.formats.registry import FORMATS
from exports.site.charts import bars_svg, trend_svg
from exports.site.parts import Links, dated_map, html_table, page_title
from figures.print.texts import count_text, share_text
from figures.style.theme import load_theme
from figures.web.folium_map import atlas_map
from figures.web.layers import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from analysis.atlas import Atlas
    from exports.formats.format import File
    from figures.print.facts import Facts


@dataclass(frozen=True)
class Site:
    """What the pages are made from.

    Parameters
    ----------
    atlas
        The atlas; what it does not hold reaches no page.
    facts
        The edition shown.
    bundle
        The built bundle: the map's script and shapes.
    address
        Where the site will stand, ending in a slash; empty where that is not known.
    """

    atlas: Atlas
    facts: Facts
    bundle: Built
    address: str = ""

    def content(self, lang: str) -> Content:
        """Return the edition's content in a language."""
        return Content(self.facts, lang)

    @property
    def built(self) -> Path:
        """The bundle's folder."""
        return BUILT / self.bundle.bundle


def overview(content: Content, links: Links, *, with_map: bool = True) -> str:
    """Return the first page: the figure, the map, who is new and who is left."""
    say, facts = content.say, content.facts
    nation = facts.point.nation
    sentences = "".join(f"<li>{escape(s)}" for s in content.section("headline").paragraphs)
    new = _place_list(content, links, list(facts.new))
    rest = _place_list(content, links, facts.remaining)
    board = ""
    if with_map:
        # One file has one map; its script brings it to the page that is shown.
        board = map_tools(content) + ("<div data-map-here></div>" if links.single else MAP)
        if not links.single:
            still = dated_map(content, f"{links.root}{dated_folder(facts)}/")
            board += f"<noscript>{still}</noscript>"
    return (
        f"<h1>{escape(content.title)}</h1>"
        f'<p class="headline">{escape(share_text(nation, say))}</p>'
        f"<p>{escape(say.date(facts.date))} · {escape(count_text(nation, say))} / {nation.of}</p>"
        f"<ul>{sentences}</ul>{board}"
        f'<div class="two"><section><h2>{escape(say("brief.new"))}</h2>{new}</section>'
        f"<section><h2>{escape(say('brief.gaps'))}</h2>{rest}</section></div>"
        f"<h2>{escape(say('brief.places'))}</h2>{_all_places(content, links)}"
    )


def dated_folder(facts: Facts) -> str:
    """Return where the pages of a date and a state of the data lie, for good."""
    return f"editions/{facts.date}/{facts.data_hash}"


def _section_page(content: Content, key: str) -> tuple[str, str, str]:
    """Return a part of the briefing as a page: its sentences and its table."""
    section, title = content.section(key), page_title(content, key)
    said = "".join(f"<li>{escape(one)}" for one in section.paragraphs)
    table = section.table
    shown = html_table(table, content) if table is not None and table.rows else ""
    return key, title, f"<h1>{escape(title)}</h1><ul>{said}</ul>{shown}"


def editions_page(content: Content, links: Links, dated: Iterable[str]) -> tuple[str, str, str]:
    """Return the page that leads to every dated page there is, the latest first.

    Parameters
    ----------
    content
        In the page's language.
    links
        How it points to others.
    dated
        Names of the dated pages in this language, from the site's top.
    """
    title = page_title(content, "editions")
    items = ""
    for name in sorted(dated, reverse=True):
        _, date, digest, _ = name.split("/")
        items += (
            f'<li><a href="{links.root}{escape(name)}">{escape(content.say.date(date))}</a> '
            f"<small>{escape(digest)}</small>"
        )
    told = escape(content.say("site.editions.text"))
    return "editions", title, f"<h1>{escape(title)}</h1><p>{told}</p><ul>{items}</ul>"


def _place_list(content: Content, links: Links, units: list[str]) -> str:
    lang = content.lang
    items = "".join(
        f'<li><a href="{links.place(lang, u)}">{escape(content.facts.name(u, lang))}</a>'
        for u in units
    )
    return f'<ul class="columns">{items}</ul>'


def _all_places(content: Content, links: Links) -> str:
    """Return every place by province, for readers who do not use the map."""
    parts = []
    for code in content.facts.point.provinces.index:
        name = escape(content.facts.province_name(str(code), content.lang))
        units = content.facts.of_province(str(code))
        inner = _place_list(content, links, units)
        parts.append(f"<details><summary>{name} ({len(units)})</summary>{inner}</details>")
    return "".join(parts)


MAP = '<div id="map_atlas"></div>'


def map_tools(content: Content) -> str:
    """Return the choices of the interactive map."""
    say = content.say
    layers = "".join(
        f'<option value="{name}">{escape(say(f"map.layer.{name}"))}'
        for name, layer in LAYERS.items()
        if layer.on_site
    )
    views = "".join(
        f'<option value="{name}">{escape(say(f"map_page.view.{name}"))}'
        for name in ("map", "tiles")
    )
    return (
        '<div class="map-tools">'
        f"<label>{escape(say('map_page.layer'))} <select data-state=layer>{layers}</select></label>"
        f"<label>{escape(say('map_page.view'))} <select data-state=view>{views}</select></label>"
        "</div>"
    )


def map_script(content: Content) -> str:
    """Return the folium map's own script; its element stands in the page."""
    parts = ("legend", "insets", "player")
    figure = atlas_map("assets", "site", parts, content.say("map_failed"), height=0)
    figure._id = "atlas"  # noqa: SLF001  # a fixed name, so that pages repeat
    root: Any = figure.get_root()
    root.render()
    return str(root.script.render())


def page_bodies(site: Site, content: Content, links: Links) -> Iterator[tuple[str, str, str]]:
    """Return each page as name, title and body."""
    yield "overview", content.title, overview(content, links)
    provinces, trend = content.section("provinces").table, content.section("trend").table
    if provinces is not None and trend is not None:
        title = page_title(content, "provinces")
        body = f"<h1>{escape(title)}</h1>{bars_svg(content)}{html_table(provinces, content)}"
        yield "provinces", title, body
        title = page_title(content, "trends")
        body = f"<h1>{escape(title)}</h1>{trend_svg(content)}{html_table(trend, content)}"
        yield "trends", title, body
    yield _section_page(content, "gaps")
    yield _section_page(content, "programmes")
    title = page_title(content, "data")
    lines = "".join(f"<li>{escape(s)}" for s in content.section("method").paragraphs)
    yield "data", title, f"<h1>{escape(title)}</h1><ul>{lines}</ul>"
    title = page_title(content, "downloads")
    yield "downloads", title, f"<h1>{escape(title)}</h1><ul>{_downloads(content, links)}</ul>"
    for unit in site.facts.places.index:
        name = site.facts.name(str(unit), content.lang)
        yield f"place/{unit}", name, place_body(site, content, str(unit))


def _downloads(content: Content, links: Links) -> str:
    """Return the list of files: beside the pages, or inside the one file."""
    if not links.single:
        return "".join(
            f'<li><a download href="{links.root}downloads/{stem(content)}{file.end}">'
            f"{escape(file.title)}</a>"
            for file in download_files(content)
        )
    name = f"{stem(content)}-places.csv"
    data = base64.b64encode(build_csv(content.places, content)).decode()
    return (
        f'<li><a download="{name}" href="data:text/csv;base64,{data}">'
        f"{escape(content.places.title)} (CSV)</a>"
    )


def download_files(content: Content) -> list[File]:
    """Return the files offered in a language; their names begin with the briefing's stem."""
    gallery = Gallery(content.facts, load_theme())
    offered = [form for form in FORMATS.values() if form.on_site]
    return [file for form in offered for file in form.files(content, gallery)]


def place_body(site: Site, content: Content, unit: str) -> str:
    """Return a place's page: its state, its province's count and its history with sources."""
    say, facts = content.say, content.facts
    card = place_card(site.atlas, facts.point, unit)
    since = card.since_from[:4]
    if card.since_to[:4] != since:
        since = f"{since}–{card.since_to[:4]}"
    rows = [(say("brief.column.status"), say(f"brief.status.{facts.keys[unit]}"))]
    if since:
        rows.append((say("card.since"), since))
    if card.status == "designated" and card.confidence:
        rows.append((say("card.confidence"), say(f"confidence.{card.confidence}")))
    if card.not_designated_basis:
        rows.append((say("card.basis"), say(f"basis.{card.not_designated_basis}")))
    count = count_text(card.province, say)
    if card.province.of:
        count = f"{count} / {card.province.of} ({share_text(card.province, say)})"
    rows.append((facts.province_name(card.province_code, content.lang), count))
    body = "".join(f"<tr><th scope=row>{escape(a)}</th><td>{escape(b)}</td>" for a, b in rows)
    events = "".join(
        f"<li>{escape(_when(e.date_from, e.date_to))} {escape(say(f'event.{e.kind}'))} — "
        f"{escape('; '.join(_cited(e.sources, content.lang)))}"
        for e in card.history
    )
    history = f"<ul>{events}</ul>" if events else f"<p>{escape(say('card.no_history'))}</p>"
    return (
        f"<h1>{escape(facts.name(unit, content.lang))}</h1>"
        f"<p>{escape(say.date(facts.date))}</p><table><tbody>{body}</tbody></table>"
        f"<h2>{escape(say('card.history'))}</h2>{history}"
    )


def _cited(sources: Sequence[Mapping[str, str]], lang: str) -> list[str]:
    """Return who published some sources, each once: a title is in one language only."""
    return list(dict.fromkeys(publisher(one, lang) for one in sources))


def _when(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"
