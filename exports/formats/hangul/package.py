"""The package of an HWPX document: its parts in the order the format wants."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from exports.formats.hangul.fixed import CONTAINER, MANIFEST, NAMESPACES, SETTINGS, VERSION
from exports.formats.hangul.styles import header_xml
from store.archive import zip_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exports.formats.hangul.body import Body

START = '<?xml version="1.0" encoding="UTF-8" standalone="yes" ?>'


def hwpx_bytes(body: Body, title: str, lang: str, font: str, facts: Mapping[str, str]) -> bytes:
    """Return a document; the same parts give the same bytes.

    Parameters
    ----------
    body
        Its section.
    title, lang
        Of the document.
    font
        That it asks the reader's machine for.
    facts
        More about it: `creator`, `subject`, `description`, `date`.
    """
    items = "".join(
        f'<opf:item id="{name}" href="BinData/{name}.png" media-type="image/png" isEmbeded="1"/>'
        for name in body.images
    )
    meta = "".join(
        f'<opf:meta name={quoteattr(name)} content="text">{escape(text)}</opf:meta>'
        for name, text in facts.items()
    )
    package = (
        f'{START}<opf:package {NAMESPACES} version="" unique-identifier="" id=""><opf:metadata>'
        f"<opf:title>{escape(title)}</opf:title><opf:language>{lang}"
        f"</opf:language>{meta}</opf:metadata><opf:manifest>"
        '<opf:item id="header" href="Contents/header.xml" media-type="application/xml"/>'
        '<opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/>'
        '<opf:item id="settings" href="settings.xml" media-type="application/xml"/>'
        '<opf:item id="version" href="version.xml" media-type="application/xml"/>'
        f'{items}</opf:manifest><opf:spine><opf:itemref idref="header" linear="yes"/>'
        '<opf:itemref idref="section0" linear="yes"/></opf:spine></opf:package>'
    )
    section = f"{START}<hs:sec {NAMESPACES}>{''.join(body.parts)}</hs:sec>"
    files = {
        "mimetype": b"application/hwp+zip",
        "version.xml": (START + VERSION).encode(),
        "META-INF/container.xml": (START + CONTAINER).encode(),
        "META-INF/manifest.xml": (START + MANIFEST).encode(),
        "Contents/content.hpf": package.encode(),
        "Contents/header.xml": (START + header_xml(font)).encode(),
        "Contents/section0.xml": section.encode(),
        "settings.xml": (START + SETTINGS).encode(),
        "Preview/PrvText.txt": "\r\n".join(body.text).encode("utf-8"),
    }
    return zip_bytes(files | {f"BinData/{name}.png": data for name, data in body.images.items()})
