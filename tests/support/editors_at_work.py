"""Editors, holders of links and strangers at work: who enters, and what each is shown."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from future_edition import EDITION, HOUR, STAMPS, adopt, release
from helpers import copy_tables
from streamlit.testing.v1 import AppTest

from analysis import clock
from analysis.editions.previews import Preview as Held
from analysis.editions.previews import preview_token
from analysis.intake import taking_in
from figures.words import proposals
from store.journal import read_journal
from store.private.links import Link, note_made
from views.parts import editors
from views.reader import access, audience, sign_ins
from views.reader.access import COOKIE
from views.reader.publication import Publication

SECRET = "s" * 40
KIM, LEE = "kim@example.kr", "lee@example.kr"
MINUTE = dt.timedelta(minutes=1)
EARLY = HOUR - dt.timedelta(days=3)

PAGE = """
import streamlit as st
from views.parts import editors
from views.reader import access, audience, library, session
from figures.words.language import words

reader = access.begin()
session.begin(library.atlas(), "release")
if "asked" not in st.session_state:
    session.change(lang="en", edition="2027")
    st.session_state["asked"] = True
editors.head(reader, words("en"))
editors.section(words("en"))
st.text(" ".join(library.atlas().editions))
st.text("shown: " + session.state().edition)
st.text("hidden: " + " ".join(audience.hidden()))
st.text("address: " + " ".join(st.query_params))
"""


@pytest.fixture(scope="module")
def adopted(tmp_path_factory):
    """Return a data folder whose journal holds the edition of 2027."""
    root = copy_tables(tmp_path_factory.mktemp("adopted"))
    adopt(root)
    return root


@pytest.fixture(scope="module")
def proposed(tmp_path_factory):
    """Return a data folder in which Kim approved the edition of 2027, and nobody else yet."""
    root = copy_tables(tmp_path_factory.mktemp("proposed"))
    taking_in.record(taking_in.take_in(release(), STAMPS, {}, root), KIM, root)
    return root


@pytest.fixture
def office(monkeypatch, tmp_path):
    """Return a way to serve a data folder, and the log of attempts; the clock stands at EARLY."""
    now = {"at": EARLY}
    log = tmp_path / "logs" / "editors.jsonl"

    def serve(root):
        monkeypatch.setattr(clock, "source", lambda: now["at"])
        held, sessions = Publication(root), access.Sessions()
        monkeypatch.setattr(audience, "publication", lambda: held)
        monkeypatch.setattr(access, "sessions", lambda: sessions)
        monkeypatch.setattr(
            sign_ins, "settings", lambda: sign_ins.Settings((KIM, LEE), SECRET, log)
        )
        monkeypatch.setattr(editors, "read_journal", partial(read_journal, root))
        monkeypatch.setattr(editors, "content_table", partial(proposals.content_table, root=root))
        for name in ("confirm", "take_back"):
            monkeypatch.setattr(editors, name, partial(getattr(taking_in, name), root=root))
        return now, log

    return serve


@pytest.fixture
def enter(monkeypatch):
    """Return a way to open the page as somebody: a mail and whether it is vouched for, or None."""

    def open_as(known=None, preview=None, **params):
        monkeypatch.setattr(sign_ins, "signed_in", lambda: known)
        held = {} if preview is None else {COOKIE: preview}
        monkeypatch.setattr(access, "cookies", lambda: held)
        page = AppTest.from_string(PAGE, default_timeout=60)
        for name, value in params.items():
            page.query_params[name] = value
        page.run()
        assert not page.exception, page.exception
        return page

    return open_as


def link(log, until, edition=EDITION, *, number="a1", listed=True):
    """Return the token of a link as an editor made it, with its line in the list."""
    if listed:
        adoption = audience.publication().adoption(edition) or ""
        kept = Link(number, edition, KIM, EARLY.isoformat(), until.isoformat(), adoption)
        note_made(kept, log.with_name("links.jsonl"))
    return preview_token(SECRET, Held(number, edition, KIM, EARLY, until))


def text_of(page):
    """Return all that a page says."""
    parts = [block.value for kind in ("markdown", "caption", "warning", "error", "info", "success",
                                      "text", "code") for block in page.get(kind)]  # fmt: skip
    return "\n".join([*parts, *(block.proto.body for block in page.get("html"))])
