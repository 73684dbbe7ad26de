"""Who the reader is: the public, an editor who signed in, or the holder of a signed link.

Decided anew at the start of every run, before anything of the atlas is asked for. Without secrets
there are no editors and no links, and every reader is the public.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis import clock
from analysis.editions.embargo import hidden_editions, online_at, stamps_of
from analysis.editions.previews import Preview, is_editor, open_preview
from figures.print.embargo import Embargo
from store.errors import InputError
from store.private import attempts
from store.private.lines import append_line
from store.private.links import open_links
from views.reader import alarms, audience, sign_ins

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

PARAMETER, COOKIE = "preview", "atlas_preview"
"""In the address that a link opens, and where its token goes."""

TOKEN = re.compile(r"[\w.-]{1,2000}", re.ASCII)
"""What a token looks like, before anything is made of it."""

PUBLIC, EDITOR, HOLDER, STRANGER = "public", "editor", "holder", "stranger"

READER = "reader"
CHOSEN = "editor_chosen"
"""In the session of an editor or a holder: the moment set on the clock."""

NOTED = "attempts_noted"


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


EVERY = "*"
MOST_REMEMBERED = 10_000


class Sessions:
    """What this process knows of its sessions.

    `noted` is what it has written of attempts: a signing in is one line, however many pages are
    opened.
    """

    def __init__(self) -> None:
        self.noted: set[tuple[str, ...]] = set()
        self._early: dict[str, str] = {}

    def remember(self, session: str, right: str) -> None:
        """Keep what a session's files show before the public sees it, "" for nothing."""
        if right:
            self._early[session] = right
            for old in list(self._early)[:-MOST_REMEMBERED]:
                del self._early[old]
        else:
            self._early.pop(session, None)

    def shows_early(self, session: str) -> str:
        """Return the edition that a session's files may show early, `EVERY` or "" for none."""
        return self._early.get(session, "")


@cache
def sessions() -> Sessions:
    """Return what is known of the sessions; one object for the whole process."""
    return Sessions()


def sign_out() -> None:
    """End this sign-in on the server, for every page and every copy of its cookie; a callback."""
    if sign_ins.can_sign_in() and st.user.is_logged_in:
        claims = dict(st.user)
        try:
            append_line(
                sign_ins.settings().ended,
                {"sign_in": sign_ins.sign_in_key(claims), "at": clock.stamp()},
            )
        except InputError as fault:
            alarms.sound(alarms.LOGS, str(fault))
        _note(attempts.SIGNED_OUT, str(claims.get("email", "?")), once=sign_ins.when_signed_in())
    st.logout()


def lasts(token: str) -> int:
    """Return how many seconds a link's token still opens something; 0 for none."""
    found = opened(token)
    return 0 if found is None else int((found.until - clock.now()).total_seconds())


def opened(token: str) -> Preview | None:
    """Return what a token opens now; None when it opens nothing.

    It opens something while it is signed by this server, its time has not come, it stands on the
    list of links and was not called back, its maker is still an editor, and the edition is
    official by the same entry as when the link was made: one that was taken back and came again is
    another.
    """
    known = sign_ins.settings()
    found = open_preview(known.link_secret, token, clock.now()) if known.link_secret else None
    link = open_links(known.links).get(found.number) if found is not None else None
    if found is None or link is None:
        return None
    same = (link.edition, link.maker) == (found.edition, found.editor)
    by_editor = is_editor(link.maker, list(known.mails))
    adoption = audience.publication().adoption(link.edition)
    return found if same and by_editor and adoption == link.adoption else None


def _note(what: str, who: str, detail: str = "", *, once: str = "") -> None:
    """Write an attempt into the log: once for what `once` names, else once a session."""
    done: set[tuple[str, ...]] = st.session_state.setdefault(NOTED, set())
    if once:
        done = sessions().noted
    if (what, who, detail, once) not in done:
        done.add((what, who, detail, once))
        try:
            attempts.note(clock.stamp(), what, who, detail, sign_ins.settings().log)
        except InputError as fault:  # a full disk must not take the page down
            alarms.sound(alarms.LOGS, str(fault))
        else:
            alarms.clear(alarms.LOGS)


def cookies() -> Mapping[str, str]:
    """Return the cookies of whoever is connected now."""
    return st.context.cookies


def _token() -> str:
    """Return the link's token, from the cookie of the connection that there is now.

    Nothing of it is kept in the session: who knows a session's number has no cookie by that. One
    in the address, which the server takes out of it, opens nothing.
    """
    if PARAMETER in st.query_params:
        del st.query_params[PARAMETER]
    kept: object = cookies().get(COOKIE, "")  # a test without a browser has no cookies
    return kept if isinstance(kept, str) else ""


def _held() -> tuple[Preview | None, bool]:
    """Return the preview whose link this reader holds, and whether one was turned away."""
    token = _token()
    if not token:
        return None, False
    held = opened(token)
    return held, held is None


def recognise() -> Reader:
    """Return who the reader is, and write attempts into the log."""
    known = sign_ins.signed_in()
    if known is not None and known[1] and is_editor(known[0], list(sign_ins.settings().mails)):
        _note(attempts.SIGNED_IN, known[0], once=sign_ins.when_signed_in())
        return Reader(EDITOR, known[0])
    if known is not None:
        _note(attempts.REFUSED, known[0], once=sign_ins.when_signed_in())
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
    _remember(reader)
    end = latest(reader) if reader.kind in {EDITOR, HOLDER} else None
    if end is None:
        st.session_state.pop(audience.MOMENT, None)
        return reader
    chosen: dt.datetime | None = st.session_state.get(CHOSEN)
    # A holder's clock ends where the link's edition does: it shows no later one.
    limited = chosen is not None and (reader.kind == EDITOR or chosen < end)
    st.session_state[audience.MOMENT] = chosen if limited else end
    return reader


def _remember(reader: Reader) -> None:
    """Keep whether this session's files need a right of their own."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return
    early = reader.kind in {EDITOR, HOLDER} and latest(reader) is not None
    right = (EVERY if reader.kind == EDITOR else reader.edition) if early else ""
    sessions().remember(context.session_id, right)


def may_fetch(needs: str, token: str, claims: Mapping[str, Any]) -> bool:
    """Return whether somebody may have a file.

    Parameters
    ----------
    needs
        The right of the page that offered it: an edition, `EVERY`, or "" for none.
    token, claims
        Of the one who asks: the preview cookie, and what the provider said of the sign-in.
    """
    if not needs:
        return True
    known = sign_ins.account(claims) if claims else None
    if known is not None and known[1] and is_editor(known[0], list(sign_ins.settings().mails)):
        return True
    held = opened(token) if TOKEN.fullmatch(token) else None
    return held is not None and held.edition == needs


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
