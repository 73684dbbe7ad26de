"""The application that the server runs: Streamlit and what stands before it."""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from contextlib import asynccontextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import streamlit as st
from starlette.middleware import Middleware
from streamlit import file_util

from analysis import clock
from exports.build.bundle import BUILT
from figures.words.language import LANGUAGES, words
from store.errors import AtlasError, InputError
from store.folders import ROOT
from store.private import attempts
from views.parts.page_list import opens_with_map, page_at
from views.reader import access, alarms, library, sign_ins
from views.reader.state import browser_language
from views.server import hints, publication_watch, warm_up
from views.server.first_page import first_page
from views.server.health import Health
from views.server.middleware.admission import Admission
from views.server.middleware.compression import Compress, PreparedAnswers
from views.server.middleware.media_rights import MediaRights
from views.server.middleware.page_rewriting import Page
from views.server.middleware.preview_links import Preview
from views.server.middleware.request_log import RequestLog
from views.server.middleware.security_headers import Secure
from views.server.open_sessions import MADE, claims_of, let_go, uploads, watch_files
from views.server.status import Status

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


ROOT_ELEMENT = '<div id="root"></div>'
STREAMLITS_OWN = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
"""What Streamlit tells a reader without scripts, in English and of itself."""


def rewrite(page: str, path: str, query: str, accept_language: str) -> str:
    """Return Streamlit's page in the reader's language, with the hints and the first answer."""
    params = {name: values[0] for name, values in parse_qs(query).items()}
    first = accept_language.split(",", maxsplit=1)[0].strip()
    asked = params.get("lang", "")
    lang = asked if asked in LANGUAGES else browser_language(first)
    address = path.rstrip("/").rsplit("/", 1)[-1]
    shown = page_at(address)
    key = shown.key if shown else "overview"
    page = page.replace('<html lang="en">', f'<html lang="{lang}">', 1)
    try:
        answer = first_page(params, key, lang)
        links = hints.links(library.built().bundle, with_map=opens_with_map(address))
    except (AtlasError, OSError) as fault:  # only hints: the page says itself what it lacks
        alarms.sound(alarms.PUBLICATION, str(fault))
        plain = escape(words(lang)("atlas.title"))
        return page.replace("<title>Streamlit</title>", f"<title>{plain}</title>", 1)
    title, said = escape(answer.title), escape(answer.description)
    head = (
        f'<title>{title}</title>\n    <meta name="description" content="{said}">\n    '
        f'<meta property="og:title" content="{title}">\n    '
        f'<meta property="og:description" content="{said}">\n    {links}'
    )
    page = STREAMLITS_OWN.sub("", page, count=1)
    page = page.replace("<title>Streamlit</title>", head, 1)
    return page.replace(ROOT_ELEMENT, f"{answer.html}{ROOT_ELEMENT}", 1)


def base_path() -> str:
    """Return the path under which the server stands, as its settings say."""
    return str(st.get_option("server.baseUrlPath") or "")


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Do before the first reader comes what every first page needs; the rest a little later."""
    watch_files()
    warm_up.first_page(PREPARED)
    later = threading.Timer(LATER_SECONDS, warm_up.later_pages)
    later.daemon = True
    later.start()
    publication_watch.start_watch()
    yield


def is_page(address: str) -> bool:
    """Return whether an address below the base path is a page of the atlas."""
    return page_at(address) is not None


def origins() -> list[str]:
    """Return the origins that may open a socket besides the address that is asked for.

    Those the settings name, and the outer name of a server whose proxy does not pass it on.
    """
    outer = str(st.get_option("browser.serverAddress") or "localhost")
    named = [str(one) for one in st.get_option("server.corsAllowedOrigins") or ()]
    if outer != "localhost":
        named += [f"https://{outer}", f"http://{outer}"]
    return named


BUNDLE = re.compile(r"/app/static/built/([^/]+)/")


def is_served(path: str) -> bool:
    """Return whether what an address was answered with once may still be answered.

    A bundle is removed, by whichever process, when an edition in it is taken back.
    """
    found = BUNDLE.search(path)
    return found is None or (BUILT / found[1]).is_dir()


def note_guesses(who: str) -> None:
    """Write that an address tried many links that open nothing."""
    try:
        attempts.note(clock.stamp(), attempts.GUESSED, who, path=sign_ins.settings().log)
    except InputError as fault:
        alarms.sound(alarms.LOGS, str(fault))


app = st.App(
    ROOT / "dashboard.py",
    lifespan=lifespan,
    middleware=[
        Middleware(RequestLog),
        Middleware(Secure, script_hashes=script_hashes(), base=base_path),
        Middleware(Admission, allowed=origins, stored=uploads, let_go=let_go),
        Middleware(Health, base=base_path, raised=alarms.raised),
        Middleware(Status, base=base_path),
        Middleware(Preview, lasts=access.lasts, base=base_path, guessed=note_guesses),
        Middleware(MediaRights, rights=MADE.rights, may_fetch=access.may_fetch, claims=claims_of),
        Middleware(Compress, prepared=PREPARED, there=is_served),
        Middleware(Page, rewrite=rewrite, base=base_path, known=is_page),
    ],
)
