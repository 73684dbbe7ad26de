"""The application that the server runs: Streamlit and what stands before it."""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import streamlit as st
from starlette.middleware import Middleware
from streamlit import file_util

from figures.words.language import LANGUAGES, words
from store.folders import ROOT
from views.parts import shell
from views.reader import access, library
from views.reader.state import browser_language
from views.server import hints, publication_watch, warm_up
from views.server.compression import Compress, PreparedAnswers
from views.server.page_rewriting import Page
from views.server.preview_links import Preview
from views.server.security_headers import Secure

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PREPARED = PreparedAnswers()
"""Filled before the first reader, used up by the first answers."""

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
    warm_up.first_page(PREPARED)
    later = threading.Timer(LATER_SECONDS, warm_up.later_pages)
    later.daemon = True
    later.start()
    publication_watch.start_watch()
    yield


app = st.App(
    ROOT / "dashboard.py",
    lifespan=lifespan,
    middleware=[
        Middleware(Preview, lasts=access.lasts, base=base_path),
        Middleware(Secure, script_hashes=script_hashes(), base=base_path),
        Middleware(Compress, prepared=PREPARED),
        Middleware(Page, rewrite=rewrite, base=base_path),
    ],
)
