"""Who sees an edition before its hour, with which marks, and what is written of it."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from dataclasses import replace
from functools import cache, partial

import pytest
from future_edition import EDITION, HOUR, STAMPS, adopt, release
from helpers import copy_tables
from streamlit.testing.v1 import AppTest

from analysis import clock
from analysis.atlas import Atlas
from analysis.editions.editing import standing
from analysis.editions.previews import open_preview, preview_token
from analysis.intake import taking_in
from commands.ingest import audit
from exports.brief.content import Content
from exports.build.print_facts import gather
from figures.charts.chart_marks import marked
from figures.print import draw_picture
from figures.print.embargo import Embargo, marks
from figures.print.page.size import page_size
from figures.style.theme import load_theme
from figures.words import proposals
from figures.words.language import words
from store import attempts
from store.journal import journal_path, read_journal
from views.parts import editors
from views.parts.downloads import notes
from views.reader import access, audience
from views.reader.access import COOKIE
from views.server.preview_links import Preview

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
        monkeypatch.setattr(audience, "journal_path", lambda: journal_path(root))
        monkeypatch.setattr(audience, "_state", {})
        monkeypatch.setattr(audience, "_views", {})
        monkeypatch.setattr(audience, "_whole", cache(lambda _: Atlas.whole(root)))
        monkeypatch.setattr(access, "_noted", set())
        monkeypatch.setattr(access, "settings", lambda: access.Settings((KIM, LEE), SECRET, log))
        monkeypatch.setattr(editors, "read_journal", partial(read_journal, root))
        monkeypatch.setattr(editors, "content_table", partial(proposals.content_table, root=root))
        for name in ("confirm", "take_back"):
            monkeypatch.setattr(editors, name, partial(getattr(taking_in, name), root=root))
        return now, log

    return serve


@pytest.fixture
def enter(monkeypatch):
    """Return a way to open the page as somebody: a mail and whether it is vouched for, or None."""

    def open_as(known=None, **params):
        monkeypatch.setattr(access, "signed_in", lambda: known)
        page = AppTest.from_string(PAGE, default_timeout=60)
        for name, value in params.items():
            page.query_params[name] = value
        page.run()
        assert not page.exception, page.exception
        return page

    return open_as


def text_of(page):
    """Return all that a page says."""
    parts = [block.value for kind in ("markdown", "caption", "warning", "error", "info", "success",
                                      "text", "code") for block in page.get(kind)]  # fmt: skip
    return "\n".join([*parts, *(block.proto.body for block in page.get("html"))])


def test_the_public_is_drawn_nothing_of_an_editors_page(adopted, office, enter):
    """Without secrets there is no sign-in, no banner, no clock, no edition, and no log."""
    _, log = office(adopted)
    page = enter()
    assert EDITION not in text_of(page)
    assert not page.button
    assert not page.warning
    assert not log.exists()


def test_an_editor_sees_the_edition_with_its_three_hours(adopted, office, enter):
    """Banner with briefing, online and paper in Seoul; the mark across the screen; one log line."""
    _, log = office(adopted)
    page = enter((KIM, True))
    said = text_of(page)
    assert "briefed 9 March 2027 08:30 · online 9 March 2027 12:00 · paper 10 March 2027" in said
    assert "body::after" in said
    assert f"hidden: {EDITION}" in said
    page.run()
    assert [(one["what"], one["who"]) for one in attempts.read(log)] == [("signed in", KIM)]
    assert attempts.read(log)[0]["at"] == EARLY.isoformat(timespec="seconds")


def test_at_the_hour_an_editor_sees_no_banner_any_more(adopted, office, enter):
    """From the hour on everybody sees the edition, without a mark."""
    now, _ = office(adopted)
    now["at"] = HOUR
    said = text_of(enter((KIM, True)))
    assert "body::after" not in said
    assert "briefed" not in said.replace("Briefed", "")
    assert EDITION in said


@pytest.mark.parametrize("known", [("someone@example.kr", True), (KIM, False)])
def test_who_is_not_on_the_list_is_refused(known, adopted, office, enter):
    """A stranger, or an address the provider does not vouch for: a sentence, the public's data."""
    _, log = office(adopted)
    page = enter(known)
    assert "is not on the editors' list" in page.error[0].value
    assert EDITION not in text_of(page)
    assert [(one["what"], one["who"]) for one in attempts.read(log)] == [("refused", known[0])]


def test_a_link_opens_the_edition_until_it_expires(adopted, office, enter):
    """Its holder sees banner and edition, the address loses the token, and then it is over."""
    now, log = office(adopted)
    token = preview_token(SECRET, EDITION, KIM, EARLY + MINUTE)
    page = enter(preview=token)
    said = text_of(page)
    assert f"hidden: {EDITION}" in said
    assert KIM in page.warning[0].value
    assert "preview" not in page.query_params
    assert token not in said
    assert not page.get("file_uploader")
    now["at"] += MINUTE
    page.run()
    assert "not valid or has expired" in page.warning[0].value
    assert "hidden: " + EDITION not in text_of(page)
    assert [one["what"] for one in attempts.read(log)] == ["preview opened", "preview refused"]
    assert token not in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("token", ["x", "a.b.c", "", "' OR 1", "가"])
def test_a_forged_link_is_one_sentence(token, adopted, office, enter):
    """Nothing is opened; an empty one says nothing at all."""
    office(adopted)
    page = enter(preview=token)
    assert len(page.warning) == bool(token)
    assert EDITION not in text_of(page)


def test_a_link_of_an_edition_taken_back_opens_nothing(proposed, office, enter):
    """What is not official any more, or not yet, is refused like a forged link."""
    office(proposed)
    page = enter(preview=preview_token(SECRET, EDITION, KIM, HOUR))
    assert "not valid" in page.warning[0].value
    assert EDITION not in text_of(page)


def test_the_clock_shows_the_public_view_of_an_hour_and_comes_back(adopted, office, enter):
    """A minute before the hour the edition is gone, the banner stays; as published it is back."""
    office(adopted)
    page = enter((KIM, True))
    before = HOUR - MINUTE
    page.date_input(key="clock_day").set_value(before.date())
    page.time_input(key="clock_hour").set_value(before.time())
    next(one for one in page.button if one.label == "Show this moment").click().run()
    said = text_of(page)
    assert f"hidden: {EDITION}" not in said
    assert "body::after" not in said
    assert "9 March 2027 11:59" in page.warning[0].value
    assert "shown: 2026" in said
    page.button(key="clock_reset").click().run()
    assert f"hidden: {EDITION}" in text_of(page)


def test_a_holders_clock_ends_at_the_hour_of_the_links_edition(adopted, office, enter):
    """A link is no way to a later edition."""
    office(adopted)
    page = enter(preview=preview_token(SECRET, EDITION, KIM, HOUR))
    page.session_state[access.CHOSEN] = HOUR + dt.timedelta(days=400)
    page.run()
    assert page.session_state[audience.MOMENT] == HOUR


def test_who_stops_being_an_editor_sees_the_public_view_at_once(
    adopted, office, enter, monkeypatch
):
    """The list is asked on every run; the moment chosen before does not outlive it."""
    _, log = office(adopted)
    page = enter((KIM, True))
    monkeypatch.setattr(access, "settings", lambda: access.Settings((LEE,), SECRET, log))
    page.run()
    assert audience.MOMENT not in page.session_state
    assert EDITION not in text_of(page)


def test_an_editor_makes_a_link_that_opens_and_is_not_written_down(adopted, office, enter):
    """The page shows the address once; the log says who made it, for what, until when."""
    _, log = office(adopted)
    page = enter((KIM, True))
    page.number_input(key="link_days").set_value(2)
    page.button(key="link_make").click().run()
    address = next(one.value for one in page.code if "preview=" in one.value)
    token = address.split("preview=")[1]
    opened = open_preview(SECRET, token, EARLY)
    assert (opened.edition, opened.editor) == (EDITION, KIM)
    assert opened.until == EARLY + dt.timedelta(days=2)
    written = log.read_text(encoding="utf-8")
    assert "link made" in written
    assert token not in written


def test_the_second_editor_approves_what_the_first_left(proposed, office, enter):
    """Kim cannot approve twice; Lee sees the places, approves, and the edition is official."""
    office(proposed)
    page = enter((KIM, True))
    page.button(key=f"confirm_{EDITION}").click().run()
    assert "second, different name" in page.error[0].value
    page = enter((LEE, True))
    assert "서울" not in page.code[0].value
    assert "Jung-gu" in page.code[0].value
    page.button(key=f"confirm_{EDITION}").click().run()
    assert "The edition is official" in page.success[0].value
    assert f"hidden: {EDITION}" in text_of(page)
    page.checkbox(key="undo_sure").check().run()
    page.button(key="undo_do").click().run()
    assert "was taken back" in page.success[0].value
    assert not standing(read_journal(proposed)).adopted


def ask(path, query, lasts=lambda _: 60, scheme="https"):
    """Return the status and headers of an address of the server, with its way of taking tokens."""
    sent = []

    async def behind(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(),
             "scheme": scheme, "headers": []}  # fmt: skip
    asyncio.run(Preview(behind, lasts, lambda: "")(scope, None, send))
    return sent[0]["status"], {name.decode(): value.decode() for name, value in sent[0]["headers"]}


def test_the_server_takes_the_token_out_of_the_address():
    """The browser is sent on without it; it stays where no script and no copied link has it."""
    status, headers = ask("/map", "lang=en&preview=abc.def-1&edition=2027")
    assert (status, headers["location"]) == (303, "/map?lang=en&edition=2027")
    assert headers["cache-control"] == "no-store"
    for part in (f"{COOKIE}=abc.def-1", "HttpOnly", "SameSite=Lax", "Secure", "Max-Age=60"):
        assert part in headers["set-cookie"]
    assert ask("/map", "lang=en")[0] == 200
    assert "Secure" not in ask("/", "preview=a", scheme="http")[1]["set-cookie"]


@pytest.mark.parametrize("path", ["//evil.example", "///evil.example/x", "/\\evil.example"])
def test_a_link_never_leads_to_another_machine(path):
    """However the address is written, the browser stays here."""
    where = ask(path, "preview=a")[1]["location"]
    assert where.startswith("/")
    assert not where.startswith(("//", "/\\"))


@pytest.mark.parametrize("token", ["", "a b", "a;b", "a%0d%0ax: y", "x" * 3000])
def test_what_cannot_be_a_token_is_not_kept(token):
    """A stray sign cannot add a header, and an empty token ends a preview."""
    headers = ask("/", f"preview={token}")[1]
    assert "Max-Age=0" in headers["set-cookie"]
    assert "\n" not in headers["set-cookie"]


def test_every_export_before_the_hour_carries_the_mark(atlas):
    """Both languages name the edition and its three hours; without an embargo there is nothing."""
    waits = Embargo(EDITION, STAMPS.briefed_at, STAMPS.online_at, STAMPS.paper_on)
    for lang, mark in (("ko", "공개 전 · 2027"), ("en", "EMBARGOED · 2027")):
        first, second = marks((waits,), lang)
        assert first == mark
        assert "08:30" in second
        assert "12:00" in second
        assert "10" in second
    assert marks((), "ko") == []
    say = words("ko")
    assert say("note.embargo") not in dict(notes(say, "2026-01-01", "2026"))


@pytest.mark.parametrize("title", [None, "Running total", {"text": "Total", "subtitle": "to 2026"}])
def test_a_chart_carries_the_mark_in_its_title(title):
    """Also what the chart's menu downloads; what the title said stays."""
    spec = {"mark": "bar"} | ({"title": title} if title else {})
    found = json.dumps(marked(spec, "EMBARGOED"))
    assert "EMBARGOED" in found
    for word in ("Running total",) if title == "Running total" else ("Total", "2026"):
        assert title is None or word in found
    assert marked(spec, "") == spec


def test_the_log_is_read_with_audit(tmp_path, monkeypatch):
    """`audit --attempts` prints when, what and who, oldest first; no log is no line."""
    from click.testing import CliRunner  # noqa: PLC0415  # one test needs it

    log = tmp_path / "a" / "editors.jsonl"
    asked = ["--attempts", "--log", str(log)]
    assert CliRunner().invoke(audit, asked).output == ""
    monkeypatch.setattr(clock, "source", lambda: EARLY)
    attempts.note(EARLY.isoformat(), attempts.REFUSED, "someone@example.kr" + "x" * 500, path=log)
    attempts.note(EARLY.isoformat(), attempts.OPENED, f"link of {KIM}", EDITION, log)
    lines = CliRunner().invoke(audit, asked).output.splitlines()
    assert lines[0].startswith("2027-03-06T12:00:00+09:00  refused  someone@example.kr")
    assert len(lines[0]) < 260
    assert lines[1].endswith(f"preview opened  link of {KIM}  {EDITION}")


def test_a_picture_and_its_document_carry_the_mark(atlas, regional):
    """Three times across the page and in its footer; the public's picture has none of it."""
    waits = Embargo(EDITION, STAMPS.briefed_at, STAMPS.online_at, STAMPS.paper_on)
    plain = gather(atlas, "2023", "official", regional)
    mark = "EMBARGOED · 2027"
    for facts, times in ((plain, 0), (replace(plain, embargo=(waits,)), 4)):
        drawn = draw_picture("headline", facts, "en", page_size("card"), load_theme())
        assert drawn.as_bytes("svg").decode().count(mark) == times
        content = Content(facts, "en")
        assert content.subtitle.startswith(mark) == bool(times)
        assert any("9 March 2027 12:00" in line for line in content.footer) == bool(times)
