"""The server: Streamlit behind compression, caching and security headers.

`python -m views.server` starts it. `streamlit run dashboard.py` shows the same pages without
what this adds.
"""

from __future__ import annotations

import argparse
import base64
import gc
import hashlib
import importlib
import os
import re
import sys
import threading
import webbrowser
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from streamlit import config, file_util

from analysis.coverage import RULES
from figures.language import LANGUAGES, words
from views import hints, http, library
from views.http import Compress, Page, Secure
from views.state import browser_language

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

DEFAULT_PORT = 8501
PORT_SETTINGS = ("STREAMLIT_SERVER_PORT", "STREAMLIT_BROWSER_SERVER_PORT")

SWITCH_SECONDS = 0.0005
"""How long a page being made may keep the interpreter from the thread that sends what is ready;
Python's own 5 ms are longer than most parts of a page take."""

ROOT = Path(__file__).resolve().parent.parent

INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

MAPPED = frozenset({"", "map"})
"""Addresses of the pages that open with a map; the others need no hints of its parts."""


def script_hashes() -> str:
    """Return the hashes of the inline scripts of Streamlit's page, for the policy."""
    page = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")
    digests = (hashlib.sha256(found.encode()).digest() for found in INLINE_SCRIPT.findall(page))
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)


def rewrite(page: str, path: str, query: str, accept_language: str) -> str:
    """Return Streamlit's page in the reader's language, with the hints."""
    asked = parse_qs(query).get("lang", [""])[0]
    first = accept_language.split(",", maxsplit=1)[0].strip()
    lang = asked if asked in LANGUAGES else browser_language(first)
    title = words(lang)("atlas.title")
    page = page.replace('<html lang="en">', f'<html lang="{lang}">', 1)
    with_map = path.rstrip("/").rsplit("/", 1)[-1] in MAPPED
    links = hints.links(library.built().bundle, with_map=with_map)
    return page.replace("<title>Streamlit</title>", f"<title>{title}</title>\n    {links}", 1)


def base_path() -> str:
    """Return the path under which the server stands, as its settings say."""
    return str(st.get_option("server.baseUrlPath") or "")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Read the atlas and the bundle before the first reader comes; warm up the rest meanwhile."""
    library.atlas()
    library.built()
    library.history("official")
    threading.Thread(target=warm_up, daemon=True).start()
    yield


def warm_up() -> None:
    """Do once, beside the first reader, what a page would otherwise wait for."""
    for module in ("folium", "branca.element", "altair"):
        importlib.import_module(module)
    atlas = library.atlas()
    for edition in reversed(atlas.editions):
        for rule in RULES:
            atlas.coverage(edition=edition, rule=rule)
    for rule in RULES:
        library.history(rule)
    gc.freeze()  # what is here by now stays: no collection need look through it again


http.SERVED = True

app = st.App(
    ROOT / "dashboard.py",
    lifespan=lifespan,
    middleware=[
        Middleware(Secure, script_hashes=script_hashes(), base=base_path),
        Middleware(Compress),
        Middleware(Page, rewrite=rewrite, base=base_path),
    ],
)


def open_browser(port: int) -> None:
    """Open the dashboard in the reader's browser, where there is a screen to open it on."""
    seen = sys.platform in {"darwin", "win32"} or os.environ.get("DISPLAY")
    if seen or os.environ.get("WAYLAND_DISPLAY"):
        threading.Timer(2.0, webbrowser.open, [f"http://localhost:{port}"]).start()


def serve(port: int) -> None:
    """Serve until stopped, on every address of this machine unless the settings name one.

    Streamlit's own runner hands its server a socket on which small answers wait for the reader's
    acknowledgement of the one before, 40 ms a script and a message
    (https://github.com/Kludex/uvicorn/issues/3149); a server that opens its port itself does not.
    """
    uvicorn.run(
        app,
        host=st.get_option("server.address") or "",
        port=port,
        ssl_certfile=st.get_option("server.sslCertFile"),
        ssl_keyfile=st.get_option("server.sslKeyFile"),
        ws="websockets-sansio",
        ws_per_message_deflate=bool(st.get_option("server.enableWebsocketCompression")),
        log_level="warning",
    )


def main() -> None:
    """Serve the dashboard until stopped."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--open", action="store_true", help="open it in the browser")
    options = parser.parse_args()
    sys.setswitchinterval(SWITCH_SECONDS)
    os.environ |= {name: str(options.port) for name in PORT_SETTINGS}
    config.get_config_options(force_reparse=True)  # the settings were read without the port
    if options.open:
        open_browser(options.port)
    sys.stdout.write(f"http://localhost:{options.port}\n")
    sys.stdout.flush()
    serve(options.port)


if __name__ == "__main__":
    main()
