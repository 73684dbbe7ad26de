"""Links that tell the browser what it will need, before the page's own script finds out.

The map stands in a frame that asks for its parts only after the page, the socket and the frame's
own script; the controls' scripts are asked for only when their messages arrive. On a cold start
those waits one after the other are most of the time to the first map.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path

from streamlit import file_util

from figures.web.folium_map import FONT, LEAFLET

FRAME = "./component/streamlit_folium.st_folium"
"""Where Streamlit serves the map's frame."""

CONTROLS = ("Html", "ComponentInstance", "Selectbox", "ButtonGroup", "Button")
"""Parts of Streamlit's front end that every page asks for late; all it lacks is their names."""

ADDRESS = re.compile(r'(?:src|href)="(\./[^"]+)"')
IMPORT = re.compile(r"""from["']\./([\w.-]+\.js)["']""")


@cache
def late_scripts(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return late scripts and what they import in turn, as file names, in a fixed order."""
    folder = Path(file_util.get_static_dir()) / "static" / "js"
    waiting = [path.name for name in names for path in sorted(folder.glob(f"{name}.*.js"))]
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        if name in found or name in page:
            continue
        found[name] = None
        waiting += IMPORT.findall((folder / name).read_text(encoding="utf-8"))
    return tuple(found)


def frame_scripts() -> tuple[str, ...]:
    """Return the scripts of the map's frame, as addresses; none before the frame is served.

    Imported anywhere but on a page or in `views.server.warm_up`, the package would not be served:
    so it
    is looked at here, never imported.
    """
    package = sys.modules.get("streamlit_folium")
    if package is None or package.__file__ is None:
        return ()
    folder = Path(package.__file__).parent / "frontend" / "build" / "static" / "js"
    return tuple(f"{FRAME}/static/js/{path.name}" for path in sorted(folder.glob("main.*.js")))


def first_files(bundle: str, root: Path) -> list[Path]:
    """Return the files that a browser is told to fetch with its first page.

    Parameters
    ----------
    bundle
        The built bundle's folder name.
    root
        The project's folder.
    """
    package = Path(file_util.get_static_dir())
    folders = {"./app/static/": root / "static", "./static/": package / "static"}
    frame = sys.modules.get("streamlit_folium")
    if frame is not None and frame.__file__ is not None:
        folders[f"{FRAME}/"] = Path(frame.__file__).parent / "frontend" / "build"
    page = (package / "index.html").read_text(encoding="utf-8") + links(bundle, with_map=True)
    found: dict[Path, None] = {}
    for address in ADDRESS.findall(page):
        for start, folder in folders.items():
            path = folder / address.removeprefix(start)
            if address.startswith(start) and path.is_file():
                found[path] = None
    return list(found)


def links(bundle: str, *, with_map: bool) -> str:
    """Return the links of a page.

    Parameters
    ----------
    bundle
        The built bundle's folder name.
    with_map
        Whether the page opens with a map.
    """
    built = f"./app/static/built/{bundle}"
    core = f"./app/static/vendor/{FONT}/learning-city-sans"
    found = [
        f'<link rel="stylesheet" href="./app/static/vendor/{FONT}/fonts.css">',
        f'<link rel="stylesheet" href="{built}/shell.css">',
        f'<script defer src="{built}/page.js"></script>',
    ]
    found += [
        f'<link rel="preload" as="font" type="font/woff2" crossorigin href="{core}-{w}-core.woff2">'
        for w in (400, 700)
    ]
    found += [
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
        for name in late_scripts(CONTROLS)
    ]
    if with_map:
        scripts = [
            f"./app/static/vendor/{LEAFLET}/leaflet.js",
            f"{built}/atlas-map.js",
            *frame_scripts(),
        ]
        found += [f'<link rel="preload" as="script" href="{address}">' for address in scripts]
        found += [
            f'<link rel="preload" as="fetch" crossorigin href="{built}/{name}.json">'
            for name in ("atlas", "shapes")
        ]
    return "\n    ".join(found)
