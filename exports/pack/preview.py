"""The pack at a glance: one page a language that shows every picture and names every file."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from figures.style.palette import INKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exports.brief.content import Content

SHOWN = "-slide.png"
"""Which of a picture's sizes is shown; a picture of a province has only one."""

PICTURES, PROVINCES, DOCUMENTS, DATA = "pictures", "provinces", "documents", "data"


def preview_page(content: Content, files: Mapping[str, bytes]) -> bytes:
    """Return the page; it points to the pack's own files and to nothing else.

    Parameters
    ----------
    content
        The briefing in the page's language.
    files
        The pack's files by name.
    """
    say, lang = content.say, content.lang
    by_folder: dict[str, list[str]] = {}
    for name in sorted(files):
        start, _, rest = name.partition("/")
        if start == lang:
            by_folder.setdefault(rest.partition("/")[0], []).append(name)
    parts = []
    for folder, names in by_folder.items():
        # A template of one province has a folder of its own, named after it.
        known = folder in {PICTURES, PROVINCES, DOCUMENTS, DATA}
        title = say(f"pack.part.{folder}" if known else f"briefing.template.{folder[:-1]}")
        pictures = [one for one in names if _is_shown(folder, one)]
        shown = "".join(_figure(one, files) for one in pictures)
        listed = "".join(
            f'<li><a href="{escape(one)}">{escape(one.rpartition("/")[2])}</a> '
            f"<small>{len(files[one]) / 1000:,.0f} kB</small></li>"
            for one in names
            if not one.endswith(".txt")
        )
        parts.append(f"<h2>{escape(title)}</h2><div>{shown}</div><ul>{listed}</ul>")
    ink = INKS["light"]
    page = f"""<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(content.title)} · {escape(say("pack.preview"))}</title>
<style>body{{font:16px/1.5 sans-serif;max-width:80rem;margin:2rem auto;padding:0 1rem;
color:{ink.text};background:{ink.paper}}}
div{{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:1rem}}
figure{{margin:0}}img{{width:100%;border:1px solid {ink.line}}}
figcaption{{overflow-wrap:anywhere}}ul{{columns:20rem;padding-left:1.2rem}}
small{{color:{ink.muted}}}</style></head>
<body><main><h1>{escape(content.title)}</h1><p>{escape(content.subtitle)}</p>
{"".join(parts)}</main></body></html>
"""
    return page.encode()


def _is_shown(folder: str, name: str) -> bool:
    if folder in {DOCUMENTS, DATA}:
        return False
    return name.endswith(SHOWN if folder == PICTURES else ".png")


def _figure(name: str, files: Mapping[str, bytes]) -> str:
    """Return a picture with its description and its name."""
    said = files.get(f"{name.removesuffix(SHOWN).removesuffix('.png')}.txt", b"").decode().strip()
    return (
        f'<figure><a href="{escape(name)}"><img src="{escape(name)}" alt="{escape(said)}" '
        f'loading="lazy"></a><figcaption>{escape(name.rpartition("/")[2])}</figcaption></figure>'
    )
