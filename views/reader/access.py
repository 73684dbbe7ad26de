"""Who the reader is: the public, an editor who signed in, or the holder of a signed link.

Decided anew at the start of every run, before anything of the atlas is asked for. Without secrets
there are no editors and no links, and every reader is the public.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from analysis import clock
from analysis.editions.embargo import hidden_editions, online_at, stamps_of
from analysis.editions.previews import MIN_SECRET, Preview, is_editor, open_preview
from figures.print.embargo import Embargo
from store import attempts
from views.reader import audience

if TYPE_CHECKING:
    import datetime as dt

PARAMETER, COOKIE = "preview", "atlas_preview"
"""In the address that a link opens, and where its token goes."""

TOKEN = re.compile(r"[\w.-]{1,2000}", re.ASCII)
"""What a token looks like, before anything is made of it."""

PUBLIC, EDITOR, HOLDER, STRANGER = "public", "editor", "holder", "stranger"

READER = "reader"
CHOSEN = "editor_chosen"
"""In the session of an editor or a holder: the moment set on the clock."""

HELD = "preview_held"
NOTED = "attempts_noted"


@dataclass(frozen=True)
class Settings:
    """What the secrets say of editors.

    Parameters
    ----------
    mails
        The editors' list.
    link_secret
        What links are signed with; empty when it is missing or short, and links are off.
    log
        Where attempts are written.
    """

    mails: tuple[str, ...] = ()
    link_secret: str = ""
    log: Path = attempts.LOG


@dataclass(frozen=True)
class Reader:
    """A reader.

    Parameters
    ----------
    kind
        `PUBLIC`, `EDITOR`, `HOLDER` or `STRANGER`: signed in, and not on the list.
    who
        The address of who signed in, or of who made the link.
    edition, until
        Of a holder: what the link shows, and when it expires.
    problem
        Key of the sentence that says what was turned away; empty for nothing.
    """

    kind: str = PUBLIC
    who: str = ""
    edition: str = ""
    until: dt.datetime | None = None
    problem: str = ""


def settings() -> Settings:
    """Return what the secrets say of editors; nothing of it where there are none."""
    if not st.secrets.load_if_toml_exists():
        return Settings()
    found: Any = st.secrets.get("editors", {})
    secret = str(found.get("link_secret", ""))
    return Settings(
        tuple(str(mail) for mail in found.get("mails", [])),
        secret if len(secret) >= MIN_SECRET else "",
        Path(found.get("log", attempts.LOG)),
    )


def can_sign_in() -> bool:
    """Return whether the secrets name a provider, so that signing in is offered."""
    return bool(st.secrets.load_if_toml_exists() and st.secrets.get("auth"))


def signed_in() -> tuple[str, bool] | None:
    """Return the address of who signed in and whether the provider vouches for it; None if nobody.

    A provider that says nothing of it vouches; one that says no does not.
    """
    if not can_sign_in() or not st.user.is_logged_in:
        return None
    mail = str(st.user.get("email") or "")
    return mail or str(st.user.get("sub", "?")), bool(mail) and st.user.get(
        "email_verified", True
    ) in {True, "true"}


def lasts(token: str) -> int:
    """Return how many seconds a link's token still opens something; 0 for none."""
    secret, now = settings().link_secret, clock.now()
    found = open_preview(secret, token, now) if secret else None
    return 0 if found is None else int((found.until - now).total_seconds())


_noted: set[tuple[str, ...]] = set()
"""What this process has written: a signing in is one line, however many pages are opened."""


def _note(what: str, who: str, detail: str = "", *, once: str = "") -> None:
    """Write an attempt into the log: once for what `once` names, else once a session."""
    done: set[tuple[str, ...]] = st.session_state.setdefault(NOTED, set())
    if once:
        done = _noted
    if (what, who, detail, once) not in done:
        done.add((what, who, detail, once))
        attempts.note(clock.stamp(), what, who, detail, settings().log)


def _token() -> str:
    """Return the link's token, and take it out of the address where it still stands there."""
    token = str(st.query_params.get(PARAMETER, ""))
    if PARAMETER in st.query_params:
        del st.query_params[PARAMETER]
    kept: object = st.context.cookies.get(COOKIE, "")  # a test without a browser has no cookies
    return token or (kept if isinstance(kept, str) else "")


def _held() -> tuple[Preview | None, bool]:
    """Return the preview this session holds, and whether one was turned away."""
    token = _token()
    held: Preview | None = st.session_state.get(HELD)
    if held is None and not token:
        return None, False
    secret, now = settings().link_secret, clock.now()
    if held is None or now >= held.until:
        held = open_preview(secret, token, now) if secret and token else None
    if held is not None and held.edition not in audience.whole().editions:
        held = None  # taken back since
    st.session_state[HELD] = held
    return held, held is None


def _when() -> str:
    """Return what tells one signing in from the next: when the provider vouched for it."""
    return str(st.user.get("iat", "")) if can_sign_in() else ""


def recognise() -> Reader:
    """Return who the reader is, and write attempts into the log."""
    known = signed_in()
    if known is not None and known[1] and is_editor(known[0], list(settings().mails)):
        _note(attempts.SIGNED_IN, known[0], once=_when())
        return Reader(EDITOR, known[0])
    if known is not None:
        _note(attempts.REFUSED, known[0], once=_when())
    held, refused = _held()
    if held is not None:
        once = held.until.isoformat()
        _note(attempts.OPENED, f"link of {held.editor}", held.edition, once=once)
        return Reader(HOLDER, held.editor, held.edition, held.until)
    if refused:
        _note(attempts.TURNED_AWAY, "a link")
    problem = "preview.refused" if refused else ""
    return Reader(PUBLIC if known is None else STRANGER, known[0] if known else "", problem=problem)


def latest(reader: Reader) -> dt.datetime | None:
    """Return the furthest moment a reader may look at; None when there is nothing to see early.

    For an editor the hour of the last edition that waits; for a holder that of the link's edition.
    """
    rows = audience.whole().tables.editions
    waiting = hidden_editions(rows, clock.now())
    if reader.kind == HOLDER:
        waiting = [edition for edition in waiting if edition == reader.edition]
    if reader.kind not in {EDITOR, HOLDER} or not waiting:
        return None
    return max(online_at(row) for row in rows[rows["edition"].isin(waiting)].to_dict("records"))


def begin() -> Reader:
    """Recognise the reader and set the moment they look at; call before anything else."""
    reader = recognise()
    st.session_state[READER] = reader
    end = latest(reader) if reader.kind in {EDITOR, HOLDER} else None
    if end is None:
        st.session_state.pop(audience.MOMENT, None)
        return reader
    chosen: dt.datetime | None = st.session_state.get(CHOSEN)
    # A holder's clock ends where the link's edition does: it shows no later one.
    limited = chosen is not None and (reader.kind == EDITOR or chosen < end)
    st.session_state[audience.MOMENT] = chosen if limited else end
    return reader


def reader() -> Reader:
    """Return who the reader of this run is."""
    found: Reader = st.session_state.get(READER, Reader())
    return found


def embargoes() -> tuple[Embargo, ...]:
    """Return the editions this reader sees before their hour; none for the public."""
    rows = audience.whole().tables.editions if audience.hidden() else None
    if rows is None:
        return ()
    return tuple(Embargo(one, **stamps_of(rows, one)) for one in audience.hidden())


def waiting() -> tuple[Embargo, ...]:
    """Return the editions whose hour has not come, for an editor's or a holder's banner."""
    if audience.moment() is None:
        return ()
    rows = audience.whole().tables.editions
    found = hidden_editions(rows, clock.now())
    if reader().kind == HOLDER:
        found = [edition for edition in found if edition == reader().edition]
    return tuple(Embargo(one, **stamps_of(rows, one)) for one in found)
