"""What a page of the site tells search engines, and who shows a card of it."""

from __future__ import annotations

import hashlib
import json
from html import escape
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape as xml_escape

from exports.brief.content import stem
from exports.site.parts import Links
from figures.print import draw_picture
from figures.print.page.size import page_size
from figures.words.language import LANGUAGES

if TYPE_CHECKING:
    from exports.brief.content import Content
    from exports.brief.gallery import Gallery

SUMS = "SHA256SUMS"
"""Lists every file of the site with its hash, as `sha256sum --check` reads it."""

CARD = "1200x630"
CARDS = {"overview": "headline", "provinces": "province-bars", "trends": "trend"}
"""Pages with a card of their own; every other shows the overview's."""

KOGL = "https://www.kogl.or.kr/info/licenseType1.do"


def head_tags(content: Content, links: Links, name: str, title: str, address: str = "") -> str:
    """Return description, card and the page's other language.

    Parameters
    ----------
    content
        The edition in the page's language.
    links
        How this page points to others.
    name, title
        Of the page.
    address
        Where the site will stand, ending in a slash; without one there is no canonical address.
    """
    said = description(content, name, title)
    tags = [
        f'<meta name="description" content="{escape(said)}">',
        *(
            f'<meta property="og:{key}" content="{escape(text)}">'
            for key, text in (
                ("type", "website"),
                ("site_name", content.say("atlas.title")),
                ("title", title),
                ("description", said),
                ("locale", content.say.language.tag.replace("-", "_")),
            )
        ),
    ]
    far = Links(address) if address else links
    tags += [
        f'<link rel="alternate" hreflang="{lang}" href="{escape(far.page(lang, name))}">'
        for lang in LANGUAGES
    ]
    if address:
        own = escape(far.page(content.lang, name))
        card = f"{address}assets/cards/{content.lang}-{CARDS.get(name, CARDS['overview'])}.png"
        tags += [
            f'<link rel="canonical" href="{own}">',
            f'<meta property="og:url" content="{own}">',
            f'<meta property="og:image" content="{escape(card)}">',
        ]
    if name == "overview":
        tags.append(dataset(content, address))
    return "".join(tags)


def description(content: Content, name: str, title: str) -> str:
    """Return what a page is in one or two sentences."""
    first = content.section("headline").paragraphs[0]
    return first if name == "overview" else f"{title}. {first}"


def dataset(content: Content, address: str) -> str:
    """Return the edition as a Dataset of schema.org, for who searches data."""
    facts = content.facts
    about: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": content.title,
        "description": content.section("headline").paragraphs[0],
        "inLanguage": content.say.language.tag,
        "temporalCoverage": facts.date,
        "spatialCoverage": "KR",
        "version": facts.data_hash,
        "license": KOGL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": content.say("atlas.title")},
    }
    if address:
        about["url"] = Links(address).page(content.lang, "overview")
        about["distribution"] = [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": f"{address}downloads/{stem(content)}-{table.key}.csv",
            }
            for table in content.tables
        ]
    said = json.dumps(about, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{said}</script>'


def cards(gallery: Gallery, lang: str) -> dict[str, bytes]:
    """Return the pictures that a shared link shows, by their names in the site."""
    facts, theme = gallery.facts, gallery.theme
    return {
        f"assets/cards/{lang}-{template}.png": draw_picture(
            template, facts, lang, page_size(CARD), theme, ""
        ).as_bytes("png")
        for template in CARDS.values()
    }


def sitemap(names: list[str], address: str) -> bytes:
    """Return the list of pages for search engines."""
    rows = "".join(f"<url><loc>{xml_escape(address + name)}</loc></url>" for name in names)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>\n'
    ).encode()


def sums(files: dict[str, bytes]) -> bytes:
    """Return the hash of every file but the list itself."""
    return "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n"
        for name, data in sorted(files.items())
        if name != SUMS
    ).encode()
