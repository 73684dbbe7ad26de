"""What signed-in editors see besides: the banner, the clock, and taking in an edition.

Who is an editor is decided before any of this is called; nothing here is drawn for the public.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import streamlit as st

from analysis.clock import SEOUL
from analysis.editing import ADOPTED
from analysis.embargo import audience
from analysis.proposing import Stamps
from analysis.release.documents import KINDS, text_of
from exports.intake import as_table, record, take_in
from geo.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.proposing import Question
    from figures.language import Words

NOON = dt.time(12)


def banner(editions: pd.DataFrame, now: dt.datetime, say: Words) -> None:
    """Draw a notice for each edition under embargo, with its three hours."""
    facts = audience(editions, now)
    for edition in facts["hidden"]:
        stamps = facts["stamps"][edition]
        hours = {
            "embargo.briefed": stamps["briefed_at"],
            "embargo.online": stamps["online_at"],
            "embargo.paper": stamps["paper_on"],
        }
        written = " · ".join(f"{say(key)} {value}" for key, value in hours.items() if value)
        text = say("embargo.banner", edition=edition, online=stamps["online_at"])
        st.warning(f"{text}  \n{written}")


def watermark(edition: str, say: Words) -> str:
    """Return the text that stands in every picture of an edition under embargo."""
    return say("embargo.watermark", edition=edition)


def refuse(say: Words) -> None:
    """Tell someone signed in who is not on the editors' list."""
    st.error(say("embargo.refused"))


def clock(now: dt.datetime, say: Words) -> dt.datetime:
    """Draw the clock, and return the moment whose public view the editor wants to see."""
    here = now.astimezone(SEOUL)
    st.caption(say("embargo.clock"))
    left, right = st.columns(2)
    day = left.date_input(say("embargo.clock"), here.date(), label_visibility="collapsed")
    hour = right.time_input(say("embargo.clock"), here.time(), label_visibility="collapsed")
    return dt.datetime.combine(day, hour, SEOUL)


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


def ingest_panel(who: str, say: Words) -> bool:
    """Draw the proposal that a release makes, and record an approval.

    Parameters
    ----------
    who
        The editor's name as signed in; it is what goes into the journal.
    say
        The words of the page.

    Returns
    -------
    :
        Whether an edition became official, so that what is kept must be read again.
    """
    st.markdown(f"#### {say('editors.title')}")
    st.caption(say("editors.intro"))
    file = st.file_uploader(say("release.upload"), [kind[1:] for kind in KINDS], key="ingest_file")
    first, second, third = st.columns(3)
    day = first.date_input(say("editors.date"), key="ingest_date")
    hour = second.time_input(say("editors.online"), NOON, key="ingest_hour")
    paper = third.date_input(say("editors.paper"), None, key="ingest_paper")
    if file is None:
        return False
    online = dt.datetime.combine(day, hour, SEOUL).isoformat(timespec="seconds")
    stamps = Stamps(day.isoformat(), online, "", paper.isoformat() if paper else "")
    try:
        text = text_of(file.getvalue(), file.name)
        proposal = take_in(text, stamps, {})
        answers = _answers(proposal.questions, say)
        if answers:
            proposal = take_in(text, stamps, answers)
        st.code(as_table(proposal, say.lang), language=None, wrap_lines=True)
        if proposal.questions or not st.button(say("editors.approve", who=who), type="primary"):
            return False
        entry = record(proposal, who)
    except InputError as error:
        st.error(str(error))
        return False
    adopted = bool(entry["action"] == ADOPTED)
    key = "ingest.adopted" if adopted else "ingest.approved"
    st.success(say(key, who=who, hash=entry["hash"][:12]))
    return adopted
