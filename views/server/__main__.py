"""The server: Streamlit behind compression, caching and security headers.

`python -m views.server.__main__` starts it. `streamlit run dashboard.py` shows the same pages without
what this adds.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import os
import re
import socket
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

from figures.words.language import LANGUAGES, words
from store.folders import ROOT
from views.parts import shell
from views.reader import access, library
from views.reader.state import browser_language
from views.server import hints, http, publication_watch, warm_up
from views.server.http import Compress, Page, Preview, Secure

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

DEFAULT_PORT = 8501

SWITCH_SECONDS = 0.0005
"""How long a page being made may keep the interpreter from the thread that sends what is ready;
Python's own 5 ms are longer than most parts of a page take."""

LATER_SECONDS = 4.0
"""After the start: a first reader is served before work that no first page waits for."""


INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


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
    with_map = path.rstrip("/").rsplit("/", 1)[-1] in shell.MAPPED
    links = hints.links(library.built().bundle, with_map=with_map)
    return page.replace("<title>Streamlit</title>", f"<title>{title}</title>\n    {links}", 1)


def base_path() -> str:
    """Return the path under which the server stands, as its settings say."""
    return str(st.get_option("server.baseUrlPath") or "")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Do before the first reader comes what every first page needs; the rest a little later."""
    warm_up.first_page()
    later = threading.Timer(LATER_SECONDS, warm_up.later_pages)
    later.daemon = True
    later.start()
    publication_watch.start_watch()
    yield


http.SERVED = True

app = st.App(
    ROOT / "dashboard.py",
    lifespan=lifespan,
    middleware=[
        Middleware(Preview, lasts=access.lasts, base=base_path),
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


def as_setting(text: str, kind: type) -> str | bool | int:
    """Return a variable's text as a setting of a kind."""
    if kind is bool:
        return text.strip().lower() in {"1", "true", "yes", "on"}
    return int(text) if kind is int else text


def settle(port: int) -> None:
    """Read the settings again with the port, and with what the environment says.

    Only Streamlit's own command reads variables such as STREAMLIT_SERVER_BASE_URL_PATH.
    """
    given = {
        key: [os.environ[option.env_var]]
        if option.multiple
        else as_setting(os.environ[option.env_var], option.type)
        for key, option in config.get_config_options().items()
        if option.env_var in os.environ
    }
    given |= {"server.port": port, "browser.serverPort": port}
    config.get_config_options(force_reparse=True, options_from_flags=given)


def free(port: int) -> bool:
    """Return whether nothing listens on a port of this machine yet."""
    with socket.socket() as asked:
        if os.name == "posix":  # a port left a moment ago counts as free, as it does to the server
            asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind(("", port))
        except OSError:
            return False
    return True


def main() -> None:
    """Serve the dashboard until stopped."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--open", action="store_true", help="open it in the browser")
    options = parser.parse_args()
    if not free(options.port):
        parser.error(
            f"port {options.port} is in use: stop what listens there, or choose another with "
            "--port (make run PORT=8600)."
        )
    sys.setswitchinterval(SWITCH_SECONDS)
    settle(options.port)
    if options.open:
        open_browser(options.port)
    sys.stdout.write(f"http://localhost:{options.port}/{base_path()}\n")
    sys.stdout.flush()
    serve(options.port)


if __name__ == "__main__":
    main()
