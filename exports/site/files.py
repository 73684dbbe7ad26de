"""The public view without a server: pages that open from a disk and from any web server.

One edition is the current view; it also stands at an address with its date and data hash, which
never changes. A small file beside it names the hash that is current, so that an old page can say
that its figures were revised without being written again.
"""

from __future__ import annotations

import base64
import json
import shutil
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from exports.brief.content import stem
from exports.brief.gallery import Gallery
from exports.build.bundle import BUILT
from exports.catalogue.data_package import catalogue
from exports.site.compact_coordinates import compact_json
from exports.site.heads import SUMS, cards, head_tags, sitemap, sums
from exports.site.pages import (
    MAP,
    Site,
    dated_folder,
    download_files,
    editions_page,
    map_script,
    overview,
    page_bodies,
)
from exports.site.parts import Links, colours, dated_map, foot, html_table, navigation
from figures.style.palette import STATUS_STYLES
from figures.style.theme import load_theme
from figures.web.folium_map import FONT, LEAFLET
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES
from store.files import write_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exports.brief.content import Content

OWN = Path(__file__).resolve().parent / "assets"
VENDOR = BUILT.parent / "vendor"
MARK = "site.json"
"""Names a folder as a site, so that it may be written again."""

ICON = (
    '<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 '
    "viewBox=%220 0 8 8%22%3E%3Crect width=%228%22 height=%228%22 rx=%222%22 "
    f'fill=%22{quote(STATUS_STYLES["light"]["designated"].fill)}%22/%3E%3C/svg%3E">'
)
"""In the page itself: a browser asks every server for one otherwise."""

DATED = (".html", ".svg")
"""What lies in a dated folder and never changes: its pages and their maps."""

SINGLE_LIMIT = 2_000_000
FIRST_DATA = ("atlas.json", "shapes.json", "epochs.json")


def shell(  # noqa: PLR0913  # the parts of a page
    content: Content, links: Links, name: str, title: str, body: str, *,
    dated: bool = False, tags: str = "",
) -> bytes:  # fmt: skip
    """Return a whole page; `tags` stand in its head."""
    facts, root = content.facts, links.root
    scripts = ""
    if name == "overview" and not dated:
        names = ["leaflet", "atlas-map", *(f"{Path(data).stem}" for data in FIRST_DATA[:2])]
        scripts = "".join(f'<script src="{root}assets/{one}.js"></script>' for one in names)
    notice = ""
    if dated:
        notice = (
            f'<p id="revised" class="notice" hidden>{escape(content.say("site.revised"))} '
            f'<a href="#">{escape(content.say("site.revised.link"))}</a></p>'
        )
        scripts += '<script src="../current.js"></script>'
    # The site's script comes before the map's, which asks it for the shapes at once.
    scripts += f'<script src="{root}assets/site.js"></script>'
    style = f'<link rel="stylesheet" href="{root}assets/site.css">'
    if name == "overview" and not dated:
        scripts += f"<script>{map_script(content)}</script>"
        style += "".join(
            f'<link rel="stylesheet" href="{root}assets/{one}.css">'
            for one in ("leaflet", "atlas-map")
        )
    return (
        f'<!doctype html>\n<html lang="{content.lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{ICON}<title>{escape(title)} · {escape(content.say('atlas.title'))}</title>{tags}"
        f'<link rel="stylesheet" href="{root}assets/fonts/fonts.css">{style}</head>'
        f'<body data-root="{root}" data-lang="{content.lang}" data-edition="{facts.edition}" '
        f'data-rule="{facts.point.rule}" data-hash="{facts.data_hash}">'
        f'<a class="skip" href="#main">{escape(content.say("site.skip"))}</a>'
        f'{navigation(content, links, name)}<main id="main">{notice}{body}</main>{foot(content)}'
        f"{scripts}</body></html>\n"
    ).encode()


def assets(site: Site) -> dict[str, bytes]:
    """Return what the pages load: style, scripts, fonts, shapes as scripts."""
    leaflet, font = VENDOR / LEAFLET, VENDOR / FONT
    files = {
        "site.css": (colours() + (OWN / "site.css").read_text(encoding="utf-8")).encode(),
        "site.js": (OWN / "site.js").read_bytes(),
        "leaflet.js": (leaflet / "leaflet.js").read_bytes(),
        "leaflet.css": (leaflet / "leaflet.css").read_bytes(),
        "atlas-map.js": (site.built / "atlas-map.js").read_bytes(),
        "atlas-map.css": (site.built / "atlas-map.css").read_bytes(),
    }
    files |= {f"fonts/{one.name}": one.read_bytes() for one in sorted(font.iterdir())}
    for path in sorted(site.built.glob("*.json")):
        files[f"{path.stem}.js"] = as_script_file(path)
    return {f"assets/{name}": data for name, data in files.items()}


def as_script_file(path: Path, content: bytes | None = None) -> bytes:
    """Return a JSON file, or other content, as a script that a page from a disk may load."""
    start = f"(window.AtlasFiles=window.AtlasFiles||{{}})[{json.dumps(path.name)}]=".encode()
    return start + (path.read_bytes() if content is None else content) + b";\n"


def build_site(site: Site, earlier: Iterable[str] = ()) -> dict[str, bytes]:
    """Return the site's files by name; the same atlas gives the same bytes.

    Parameters
    ----------
    site
        What it is made from.
    earlier
        Names of dated pages that stand there already, for the page that leads to them.
    """
    facts = site.facts
    files = assets(site)
    dated = dated_folder(facts)
    gallery = Gallery(facts, load_theme())
    for lang in LANGUAGES:
        content = site.content(lang)
        mine = {name for name in earlier if name.endswith(f"/{lang}.html")}
        every = editions_page(content, Links("../"), mine | {f"{dated}/{lang}.html"})
        for name, title, body in (*page_bodies(site, content, Links("../")), every):
            # A place's page lies one folder deeper; its body has no links of its own.
            links = Links("../../" if name.startswith("place/") else "../")
            file = "index" if name == "overview" else name
            tags = head_tags(content, links, name, title, site.address)
            files[f"{lang}/{file}.html"] = shell(content, links, name, title, body, tags=tags)
        links = Links("../../../")
        body = overview(content, links, with_map=False) + dated_map(content, "")
        files[f"{dated}/map-{lang}.svg"] = gallery.file("national-status", lang, "slide", "svg")
        tables = "".join(html_table(t, content) for t in content.tables)
        files[f"{dated}/{lang}.html"] = shell(
            content, links, "overview", content.title, body + tables, dated=True
        )
        if site.address:
            files |= cards(gallery, lang)
        for made in download_files(content):
            files[f"downloads/{stem(content)}{made.end}"] = made.data
    files[f"editions/{facts.date}/current.js"] = (
        f'window.AtlasCurrent="{facts.data_hash}";\n'.encode()
    )
    files |= catalogue(files, {lang: site.content(lang) for lang in LANGUAGES})
    files["index.html"] = entrance(site)
    files["404.html"] = not_found(site)
    if site.address:
        pages = [name for name in sorted(files) if name.endswith(".html") and "/" in name]
        files["sitemap.xml"] = sitemap(pages, site.address)
        files["robots.txt"] = f"User-agent: *\nSitemap: {site.address}sitemap.xml\n".encode()
    mark = {"edition": facts.edition, "date": facts.date, "data_hash": facts.data_hash}
    files[MARK] = json.dumps(mark).encode()
    files[SUMS] = sums(files)
    return dict(sorted(files.items()))


def not_found(site: Site) -> bytes:
    """Return the page for an address that there is not, in every language."""
    parts = ""
    for lang in LANGUAGES:
        say = site.content(lang).say
        home = f"{site.address}{lang}/index.html"
        parts += (
            f'<section lang="{lang}"><h1>{escape(say("site.missing"))}</h1>'
            f'<p><a href="{escape(home)}">{escape(say("atlas.title"))}</a></p></section>'
        )
    title = escape(site.content(DEFAULT_LANGUAGE).say("site.missing"))
    return (
        f'<!doctype html>\n<html lang="{DEFAULT_LANGUAGE}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex">{ICON}<title>{title}</title></head>'
        f"<body><main>{parts}</main></body></html>\n"
    ).encode()


def entrance(site: Site) -> bytes:
    """Return the top page, which leads to a language."""
    links = "".join(
        f'<li><a lang="{lang}" href="{lang}/index.html">'
        f"{escape(site.content(lang).say('atlas.title'))}</a>"
        for lang in LANGUAGES
    )
    title = escape(site.content("ko").say("atlas.title"))
    return (
        '<!doctype html>\n<html lang="ko"><head><meta charset="utf-8"><title>'
        f'{title}</title>{ICON}<meta http-equiv="refresh" content="0; url=ko/index.html"></head>'
        f"<body><main><h1>{title}</h1><ul>{links}</ul></main></body></html>\n"
    ).encode()


def build_single(site: Site) -> bytes:
    """Return the whole site as one file: no network, no second file, at most 2 MB."""
    facts, links = site.facts, Links("", single=True)
    first = site.content(DEFAULT_LANGUAGE)
    heads, pages, feet = [], [], []
    for lang in LANGUAGES:
        content = site.content(lang)
        heads.append(f'<div data-only="{lang}">{navigation(content, links, "")}</div>')
        feet.append(f'<div data-only="{lang}">{foot(content)}</div>')
        for name, title, body in page_bodies(site, content, links):
            pages.append(
                f'<article data-page id="{lang}-{name.replace("/", "-")}" lang="{lang}" '
                f'data-title="{escape(title)}" hidden>{body}</article>'
            )
    style = colours() + (OWN / "site.css").read_text(encoding="utf-8")
    for path in (VENDOR / LEAFLET / "leaflet.css", site.built / "atlas-map.css"):
        style += path.read_text(encoding="utf-8")
    style += _core_fonts()
    data = [site.built / name for name in FIRST_DATA]
    scripts = [
        (VENDOR / LEAFLET / "leaflet.js").read_text(encoding="utf-8"),
        (site.built / "atlas-map.js").read_text(encoding="utf-8"),
        *(as_script_file(path, compact_json(path)).decode() for path in data),
        (OWN / "site.js").read_text(encoding="utf-8"),
        map_script(first),
    ]
    # The one sequence that would end a script element early, wherever a text has it.
    safe = (text.replace("</script", "<\\/script") for text in scripts)
    inside = "".join(f"<script>{text}</script>" for text in safe)
    policy = (
        "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'"
    )
    return (
        f'<!doctype html>\n<html lang="{first.lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"{ICON}<title>{escape(first.title)}</title><style>{style}</style></head>"
        f'<body data-single="1" data-root="" data-lang="{first.lang}" '
        f'data-edition="{facts.edition}" data-rule="{facts.point.rule}" '
        f'data-hash="{facts.data_hash}"><a class="skip" href="#main">'
        f"{escape(first.say('site.skip'))}</a>{''.join(heads)}"
        f'<main id="main">{MAP}{"".join(pages)}</main>'
        f"{''.join(feet)}{inside}</body></html>\n"
    ).encode()


def _core_fonts() -> str:
    """Return the everyday syllables of both weights, inside the style sheet."""
    faces = []
    for weight in (400, 700):
        path = VENDOR / FONT / f"learning-city-sans-{weight}-core.woff2"
        data = base64.b64encode(path.read_bytes()).decode()
        faces.append(
            f'@font-face{{font-family:"Learning City Sans";font-weight:{weight};'
            f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
        )
    return "".join(faces)


def write_site(output: Path, site: Site) -> int:
    """Write the site into a folder; dated pages of an earlier run stay byte for byte.

    Returns
    -------
    :
        How many files the new site has.

    Raises
    ------
    InputError
        If the folder holds anything but a site, or cannot be written.
    """
    kept: dict[str, bytes] = {}
    again = (output / MARK).is_file()
    if again:
        for path in sorted((output / "editions").rglob("*.*")):
            if path.suffix in DATED or path.name == "current.js":
                kept[path.relative_to(output).as_posix()] = path.read_bytes()
    files = build_site(site, [name for name in kept if name.endswith(".html")])
    dated = {name for name in files if name.startswith("editions/") and name.endswith(DATED)}
    # A dated page is written once: the same date and data hash are the same page.
    whole = kept | {name: data for name, data in files.items() if name not in dated & set(kept)}
    whole[SUMS] = sums(whole)
    if not again:
        write_folder(output, whole)
        return len(whole)
    beside = output.with_name(f".{output.name}.before")
    fresh = output.with_name(f".{output.name}.fresh")
    write_folder(fresh, whole)
    output.rename(beside)
    fresh.rename(output)
    shutil.rmtree(beside)
    return len(whole)
