"""Who sees an edition before its hour, with which marks, and what is written of it."""

from __future__ import annotations

import pytest
from editors_at_work import EARLY, KIM, LEE, MINUTE, SECRET, link, text_of
from future_edition import EDITION, HOUR, adopt
from helpers import copy_tables

from analysis.intake import taking_in
from store.private import attempts
from store.private.links import note_recalled
from views.parts.plain import plain
from views.reader import access, audience, sign_ins


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
    token = link(log, EARLY + MINUTE)
    page = enter(preview=token)
    said = text_of(page)
    assert f"hidden: {EDITION}" in said
    assert plain(KIM) in page.warning[0].value
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


def test_a_link_of_an_edition_not_yet_official_opens_nothing(proposed, office, enter):
    """What is not official yet is refused like a forged link."""
    _, log = office(proposed)
    page = enter(preview=link(log, HOUR))
    assert "not valid" in page.warning[0].value
    assert EDITION not in text_of(page)


def test_a_link_in_the_address_alone_opens_nothing_and_leaves_it(adopted, office, enter):
    """The server puts it into a cookie; whatever else brings it along has it taken away."""
    _, log = office(adopted)
    monkeyed = enter()
    monkeyed.query_params["preview"] = link(log, HOUR)
    monkeyed.run()
    assert "preview" not in monkeyed.query_params
    assert EDITION not in text_of(monkeyed)


def test_a_session_without_its_cookie_is_nobodys(adopted, office, enter, monkeypatch):
    """Who takes over a holder's session by its number, without the cookie, is the public."""
    _, log = office(adopted)
    page = enter(preview=link(log, HOUR))
    assert f"hidden: {EDITION}" in text_of(page)
    monkeypatch.setattr(access, "cookies", dict)
    page.run()
    assert EDITION not in text_of(page)
    assert audience.MOMENT not in page.session_state


@pytest.mark.parametrize(
    "ending", ["recalled", "maker", "list", "unlisted", "other", "withdrawn and back"]
)
def test_a_link_ends_with_what_it_stands_on(ending, office, enter, monkeypatch, tmp_path):
    """Called back, its maker gone, its list gone, its edition taken back: over, and for good."""
    root = copy_tables(tmp_path)
    adopt(root)
    now, log = office(root)
    token = link(log, HOUR, listed=ending != "unlisted")
    if ending != "unlisted":
        assert access.lasts(token) > 0
    if ending == "recalled":
        note_recalled("a1", LEE, now["at"].isoformat(), log.with_name("links.jsonl"))
    elif ending == "maker":
        monkeypatch.setattr(sign_ins, "settings", lambda: sign_ins.Settings((LEE,), SECRET, log))
    elif ending == "list":
        log.with_name("links.jsonl").unlink()
    elif ending == "other":
        log.with_name("links.jsonl").unlink()
        link(log, HOUR, edition="2026")
    elif ending == "withdrawn and back":
        taking_in.take_back(EDITION, LEE, root)
        assert access.lasts(token) == 0
        adopt(root)
    assert access.lasts(token) == 0
    if ending == "recalled":  # one page is enough: they all ask the same
        assert EDITION not in text_of(enter(preview=token))
