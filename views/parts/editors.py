"""What editors and holders of a link see besides: the banner, the clock, taking an edition in.

Who is what is decided in `views.reader.access` before any of this is called. For the public
nothing of it
is drawn but, where the secrets name a provider, the button to sign in.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from analysis import clock
from analysis.clock import SEOUL
from analysis.editions.editing import ADOPTED, UNDONE, standing
from analysis.editions.previews import MAX_DAYS, Preview, preview_token
from analysis.intake.stamps import Stamps
from analysis.intake.taking_in import confirm, record, take_back, take_in
from analysis.release.documents import KINDS
from figures.print.embargo import hours_line, watermark
from figures.words.proposals import as_table, content_table
from geo.places.register import FIRST_DAY
from store.errors import InputError
from store.journal import read_journal
from store.private import attempts
from store.private.links import Link, note_made, note_recalled, open_links
from views.parts.plain import plain
from views.parts.reading.faults import faults_markdown
from views.parts.uploads import uploaded_text
from views.reader import access, alarms, audience, sign_ins

if TYPE_CHECKING:
    from analysis.intake.proposal import Question
    from figures.words.language import Words
    from store.journal import Entry
    from views.reader.access import Reader

NOON = dt.time(12)


def head(reader: Reader, say: Words) -> None:
    """Draw what stands above every page for everybody but the public."""
    if reader.problem:
        st.warning(say(reader.problem), icon=":material/link_off:")
    if reader.kind == access.STRANGER:
        st.error(say("embargo.refused", who=plain(reader.who)), icon=":material/block:")
        st.button(say("editors.sign_out"), key="stranger_out", on_click=access.sign_out)
    waiting = access.waiting()
    if not waiting:
        return
    text = watermark(access.embargoes(), say)
    if text:
        st.html(overlay(text))
    lines = [f"**{say('embargo.banner')}**", *(hours_line(one, say) for one in waiting)]
    with st.container(key="embargo", horizontal=True, vertical_alignment="center"):
        st.warning("  \n".join([*lines, _who(reader, say)]), icon=":material/lock_clock:")
        clock_panel(say)


def _who(reader: Reader, say: Words) -> str:
    """Return who looks, and at which moment's public view."""
    moment = _hour(audience.moment() or clock.now(), say)
    if reader.kind == access.HOLDER and reader.until is not None:
        return say(
            "preview.holder", who=plain(reader.who), until=_hour(reader.until, say), moment=moment
        )
    return say("embargo.moment", who=plain(reader.who), moment=moment)


def _hour(moment: dt.datetime, say: Words) -> str:
    here = moment.astimezone(SEOUL)
    return f"{say.date(here.date().isoformat())} {here:%H:%M}"


def overlay(text: str) -> str:
    """Return the style that writes a text across the whole screen, over maps and charts too."""
    safe = "".join(sign for sign in text if sign not in '"\\\n<>')
    return (
        "<style>body::after {"
        f'content: "{(safe + GAP) * REPEATS}" / ""; position: fixed; inset: -40%; z-index: 999999;'
        " pointer-events: none; overflow: hidden; white-space: pre-wrap; word-break: keep-all;"
        " transform: rotate(-18deg); font-size: 1.6rem; font-weight: 700; line-height: 5.2;"
        " opacity: .1; }</style>"
    )


GAP, REPEATS = "\u2003\u2003\u2003", 300
"""Between two marks on the screen, and how many: enough for a wall."""

FIRST = dt.date.fromisoformat(FIRST_DAY)
CLOCK_DAY, CLOCK_HOUR = "clock_day", "clock_hour"


def clock_panel(say: Words) -> None:
    """Draw the clock by which an editor or a holder sees the public view of a moment."""
    here = (audience.moment() or clock.now()).astimezone(SEOUL)
    with st.popover(say("embargo.clock"), icon=":material/schedule:"):
        st.session_state[CLOCK_DAY] = here.date()
        st.session_state[CLOCK_HOUR] = here.time().replace(second=0, microsecond=0)
        with st.form("clock", border=False):
            st.caption(say("embargo.clock.help"))
            st.date_input(
                say("embargo.clock.day"), key=CLOCK_DAY, min_value=FIRST, max_value=dt.date.max
            )
            st.time_input(say("embargo.clock.hour"), key=CLOCK_HOUR, step=60)
            st.form_submit_button(say("embargo.clock.set"), on_click=_set_clock)
        st.button(say("embargo.clock.reset"), key="clock_reset", on_click=_reset_clock)


def _set_clock() -> None:
    day, hour = st.session_state[CLOCK_DAY], st.session_state[CLOCK_HOUR]
    if day is not None and hour is not None:
        st.session_state[access.CHOSEN] = dt.datetime.combine(day, hour, SEOUL)


def _reset_clock() -> None:
    st.session_state.pop(access.CHOSEN, None)


def section(say: Words) -> None:
    """Draw the editors' part of the release page: signing in, or what an editor may do."""
    reader = access.reader()
    if reader.kind == access.EDITOR:
        st.divider()
        _done(say)
        for what, said in alarms.raised().items():
            st.error(
                f"**{say(f'editors.alarm.{what}')}**  \n{plain(said)}", icon=":material/warning:"
            )
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(say("editors.signed_in", who=plain(reader.who)))
            st.button(say("editors.sign_out"), key="editor_out", on_click=access.sign_out)
        ingest_panel(reader.who, say)
        pending_panel(reader.who, say)
        links_panel(reader.who, say)
    elif sign_ins.can_sign_in() and reader.kind != access.STRANGER:
        st.divider()
        st.caption(say("editors.sign_in.text"))
        st.button(say("editors.sign_in"), key="editor_in", on_click=st.login)


def _done(say: Words) -> None:
    """Say what the click before this run did; a page that was drawn again has forgotten it."""
    found: tuple[str, dict[str, str]] | None = st.session_state.pop(DONE, None)
    if found is not None:
        st.success(say(found[0], **{name: plain(value) for name, value in found[1].items()}))


DONE = "editors_done"


def _tell(entry: Entry, who: str) -> None:
    """Keep what was done for the next run, and draw everything again from the new state."""
    key = {ADOPTED: "ingest.adopted", UNDONE: "editors.undone"}.get(
        entry["action"], "ingest.approved"
    )
    fields = {"who": who, "hash": entry["hash"][:12]}
    if entry["action"] == UNDONE:
        fields = {"who": who, "edition": entry["edition"]}
    st.session_state[DONE] = (key, fields)
    st.rerun()


def pending_panel(who: str, say: Words) -> None:
    """Draw each edition that waits for its second approval, and those that can be taken back."""
    try:
        stands = standing(read_journal())
        for edition, entry in stands.pending.items():
            st.markdown(f"##### {say('editors.pending', edition=edition, who=plain(entry['who']))}")
            st.code(content_table(entry["proposal"], say.lang), language=None, wrap_lines=True)
            if st.button(say("editors.approve", who=who), key=f"confirm_{edition}", type="primary"):
                _tell(confirm(edition, who), who)
        mine = sorted({*stands.pending, *(str(one["edition"]) for one in stands.adopted)})
        if not mine:
            return
        st.markdown(f"##### {say('editors.undo')}")
        st.caption(say("editors.undo.text"))
        row = st.container(horizontal=True, vertical_alignment="bottom")
        edition = row.selectbox(say("bar.edition"), mine[::-1], key="undo_edition", width=140)
        sure = row.checkbox(say("editors.undo.sure"), key="undo_sure")
        if row.button(say("editors.undo.do"), key="undo_do", disabled=not sure):
            _tell(take_back(edition, who), who)
    except InputError as error:
        st.error(faults_markdown(error, say))


def links_panel(who: str, say: Words) -> None:
    """Draw what makes a signed link to an edition whose hour has not come."""
    waiting = [one.edition for one in access.waiting()]
    if not waiting:
        return
    st.markdown(f"##### {say('preview.title')}")
    secret = sign_ins.settings().link_secret
    if not secret:
        st.info(say("preview.no_secret"))
        return
    st.caption(say("preview.text"))
    row = st.container(horizontal=True, vertical_alignment="bottom")
    edition = row.selectbox(say("bar.edition"), waiting, key="link_edition", width=140)
    days = row.number_input(say("preview.days"), 1, MAX_DAYS, 3, key="link_days", width=140)
    if row.button(say("preview.make"), key="link_make"):
        made = clock.now()
        until = made + dt.timedelta(days=days)
        try:
            token = _make_link(Preview(secrets.token_hex(4), edition, who, made, until), secret)
        except InputError as fault:
            st.error(faults_markdown(fault, say))
            return
        query = urlencode({"lang": say.lang, "edition": edition, access.PARAMETER: token})
        st.code(f"{_address()}?{query}", language=None, wrap_lines=True)
        st.caption(say("preview.made", until=_hour(until, say)))
    _open_links(who, say)


def _make_link(preview: Preview, secret: str) -> str:
    """Write a link into the list and the log, and return its token; none without its line."""
    link = Link(
        preview.number,
        preview.edition,
        preview.editor,
        preview.made.isoformat(timespec="seconds"),
        preview.until.isoformat(timespec="seconds"),
        audience.publication().adoption(preview.edition) or "",
    )
    note_made(link, sign_ins.settings().links)
    attempts.note(
        clock.stamp(),
        attempts.LINK_MADE,
        preview.editor,
        f"{preview.edition} until {link.until} ({preview.number})",
        sign_ins.settings().log,
    )
    return preview_token(secret, preview)


def _open_links(who: str, say: Words) -> None:
    """Draw the links that still open something, each with a way to call it back."""
    now = clock.now()
    for link in open_links(sign_ins.settings().links).values():
        until = dt.datetime.fromisoformat(link.until)
        if now >= until or audience.publication().adoption(link.edition) != link.adoption:
            continue
        row = st.container(horizontal=True, vertical_alignment="center")
        row.markdown(
            say(
                "preview.open",
                number=plain(link.number),
                edition=link.edition,
                who=plain(link.maker),
                until=_hour(until, say),
            )
        )
        row.button(
            say("preview.recall"),
            key=f"recall_{link.number}",
            on_click=_recall,
            args=(link.number, link.edition, who),
        )


def _recall(number: str, edition: str, who: str) -> None:
    """Call a link back; its holder sees the public's view at the next click."""
    known = sign_ins.settings()
    try:
        note_recalled(number, who, clock.stamp(), known.links)
        attempts.note(clock.stamp(), attempts.RECALLED, who, f"{edition} ({number})", known.log)
    except InputError as fault:
        alarms.sound(alarms.LOGS, str(fault))


def _address() -> str:
    """Return the address of the overview, whatever page this is."""
    here = (st.context.url or "").split("?")[0].rstrip("/")
    return here.removesuffix("/release") + "/"


def _answers(questions: tuple[Question, ...], say: Words) -> dict[str, str]:
    """Draw each open question with its choices, and return what was answered."""
    found = {}
    for question in questions:
        chosen = st.radio(
            say("editors.answer", text=question.text),
            question.choices,
            index=None,
            help=question.detail,
            key=f"answer_{question.key}",
            horizontal=True,
        )
        if chosen is not None:
            found[question.key] = chosen
    return found


def ingest_panel(who: str, say: Words) -> None:
    """Draw the proposal that a release makes, and record an approval.

    Parameters
    ----------
    who
        The editor's name as signed in; it is what goes into the journal.
    say
        The words of the page.
    """
    st.markdown(f"#### {say('editors.title')}")
    st.caption(say("editors.intro"))
    file = st.file_uploader(say("release.upload"), [kind[1:] for kind in KINDS], key="ingest_file")
    first, early, second, third = st.columns(4)
    day = first.date_input(say("editors.date"), key="ingest_date")
    told = early.time_input(say("editors.briefed"), None, key="ingest_briefed", step=600)
    hour = second.time_input(say("editors.online"), NOON, key="ingest_hour", step=600)
    paper = third.date_input(say("editors.paper"), None, key="ingest_paper")
    if file is None:
        return
    stamps = Stamps(
        day.isoformat(),
        _stamp(day, hour),
        _stamp(day, told) if told else "",
        paper.isoformat() if paper else "",
    )
    try:
        text = uploaded_text(file, "ingest_file", say)
        proposal = take_in(text, stamps, {})
        answers = _answers(proposal.questions, say)
        if answers:
            proposal = take_in(text, stamps, answers)
        st.code(as_table(proposal, say.lang), language=None, wrap_lines=True)
        ready = not proposal.questions
        if ready and st.button(say("editors.approve", who=who), key="approve", type="primary"):
            _tell(record(proposal, who), who)
    except InputError as error:
        st.error(faults_markdown(error, say))


def _stamp(day: dt.date, hour: dt.time) -> str:
    return dt.datetime.combine(day, hour, SEOUL).isoformat(timespec="seconds")
