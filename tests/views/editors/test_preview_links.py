"""Links and sign-ins: how long they last, how they end, and what never leads elsewhere."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from dataclasses import replace

import pytest
from editors_at_work import EARLY, KIM, LEE, MINUTE, SECRET, link, text_of
from future_edition import EDITION, HOUR, STAMPS
from itsdangerous import URLSafeSerializer

from analysis import clock
from analysis.editions.editing import standing
from analysis.editions.previews import SALT, open_preview, preview_token
from analysis.editions.previews import Preview as Held
from commands.ingest import audit
from exports.brief.content import Content
from exports.build.print_facts import gather
from figures.charts.chart_marks import marked
from figures.print import draw_picture
from figures.print.embargo import Embargo, marks
from figures.print.page.size import page_size
from figures.style.theme import load_theme
from figures.words.language import words
from store.errors import InputError
from store.journal import read_journal
from store.private import attempts
from store.private.lines import append_line
from views.parts.downloads import notes
from views.parts.plain import plain
from views.reader import access, alarms, audience, sign_ins
from views.reader.access import COOKIE
from views.server.middleware.preview_links import Preview


def test_a_link_lasts_no_longer_than_a_fortnight(adopted, office):
    """Neither made nor, if it was made elsewhere with the same key, opened."""
    now, log = office(adopted)
    with pytest.raises(ValueError, match="14 days"):
        preview_token(SECRET, Held("a1", EDITION, KIM, EARLY, EARLY + dt.timedelta(days=15)))
    token = link(log, EARLY + dt.timedelta(days=14))
    assert access.lasts(token) == 14 * 86_400
    payload = {"number": "a1", "edition": EDITION, "editor": KIM, "made": int(EARLY.timestamp()),
               "until": int(EARLY.timestamp()) + 15 * 86_400}  # fmt: skip
    assert open_preview(SECRET, URLSafeSerializer(SECRET, salt=SALT).dumps(payload), EARLY) is None
    now["at"] = EARLY + dt.timedelta(days=14)
    assert access.lasts(token) == 0


def test_an_editor_calls_a_link_back(adopted, office, enter):
    """Each open link stands there with who made it; one click ends it, and the log says who."""
    _, log = office(adopted)
    token = link(log, HOUR, number="b2")
    page = enter((LEE, True))
    assert any(plain(KIM) in block.value and "b2" in block.value for block in page.markdown)
    page.button(key="recall_b2").click().run()
    assert access.lasts(token) == 0
    assert not any("b2" in block.value for block in page.markdown)
    assert ("link recalled", LEE) in {(one["what"], one["who"]) for one in attempts.read(log)}


def test_a_sign_in_that_was_ended_is_nobodys(office, adopted, monkeypatch):
    """Signing out ends it on the server: a copy of the cookie opens nothing; a new one does."""
    _, log = office(adopted)
    claims = {"iss": "p", "sub": "1", "email": KIM, "email_verified": True, "iat": 1, "nonce": "a"}
    assert sign_ins.account(claims) == (KIM, True)
    append_line(log.with_name("sign_outs.jsonl"), {"sign_in": sign_ins.sign_in_key(claims)})
    assert sign_ins.account(claims) is None
    assert sign_ins.account({**claims, "iat": 2}) == (KIM, True)
    assert sign_ins.account({**claims, "nonce": "b"}) == (KIM, True)


@pytest.mark.parametrize("said", [{}, {"email_verified": False}, {"email_verified": "false"},
                                  {"email_verified": None}, {"email_verified": 1.5}])  # fmt: skip
def test_an_address_that_nobody_verified_is_no_editors(said, office, adopted):
    """A provider that does not say that it verified the address does not vouch for it."""
    office(adopted)
    assert sign_ins.account({"email": KIM, "sub": "1", **said}) == (KIM, False)


def test_a_file_needs_the_right_of_the_page_that_offers_it(adopted, office, monkeypatch):
    """A stranger who knows its address gets nothing; editor and holder do, as long as they may."""
    now, log = office(adopted)
    token = link(log, EARLY + MINUTE)
    editor = {"sub": "1", "email": KIM, "email_verified": True}
    for needs, by_link in ((access.EVERY, False), (EDITION, True)):
        assert not access.may_fetch(needs, "", {})
        assert not access.may_fetch(needs, "forged", {"email": KIM, "email_verified": False})
        assert access.may_fetch(needs, "", editor)
        assert access.may_fetch(needs, token, {}) is by_link
    assert access.may_fetch("", "", {})
    now["at"] += MINUTE
    assert not access.may_fetch(EDITION, token, {})


def test_a_log_that_cannot_be_written_takes_no_page_down(adopted, office, enter, monkeypatch):
    """On a full disk an editor works on, and is told."""
    office(adopted)

    def full(*_args, **_options):
        raise InputError.one("log", value="no room", expected="room", next_step="Make room.")

    monkeypatch.setattr(attempts, "append_line", full)
    page = enter((KIM, True))
    assert f"hidden: {EDITION}" in text_of(page)
    assert any("A log could not be written" in block.value for block in page.error)
    alarms.clear(alarms.LOGS)


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
    _, log = office(adopted)
    page = enter(preview=link(log, HOUR))
    page.session_state[access.CHOSEN] = HOUR + dt.timedelta(days=400)
    page.run()
    assert page.session_state[audience.MOMENT] == HOUR


def test_who_stops_being_an_editor_sees_the_public_view_at_once(
    adopted, office, enter, monkeypatch
):
    """The list is asked on every run; the moment chosen before does not outlive it."""
    _, log = office(adopted)
    page = enter((KIM, True))
    monkeypatch.setattr(sign_ins, "settings", lambda: sign_ins.Settings((LEE,), SECRET, log))
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


def test_who_tries_many_links_is_turned_away_and_written_down():
    """After ten that open nothing there is no answer for a while; others are not concerned."""
    told = []

    async def behind(_scope, _receive, _send):
        raise AssertionError("nothing of this goes further")

    app = Preview(behind, lambda token: 60 * (token == "good"), lambda: "", told.append)  # noqa: S105  # no password

    def status(token, client):
        sent = []

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"preview=" + token,
                 "scheme": "http", "headers": [], "client": (client, 1)}  # fmt: skip
        asyncio.run(app(scope, None, send))
        return sent[0]["status"]

    assert [status(b"bad", "10.0.0.9") for _ in range(14)] == [303] * 10 + [429] * 4
    assert status(b"bad", "10.0.0.8") == 303
    assert status(b"good", "10.0.0.9") == 303
    assert told == ["10.0.0.9"]


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
