"""A place's card: what it is, since when, how that is known, and where it stands."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from analysis.atlas import source_text
from analysis.places.cards import PlaceCard, place_card, place_history
from figures.style.palette import place_status
from figures.web.map_data import counts_text
from views.parts.funding import card_lines
from views.reader import library, session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.coverage.counting import Coverage
    from analysis.places.cards import Event
    from figures.words.language import Words


def card(point: Coverage, unit: str, say: Words) -> None:
    """Draw the card of a place with its neighbours and a way back."""
    atlas = library.atlas()
    facts = place_card(atlas, point, unit)
    name = atlas.register.full_name(unit, point.date, say.lang)
    with st.container(border=True, key="card"):
        st.html(
            f'<div class="card"><h2>{escape(name)}</h2>'
            f'<p class="status status-{escape(_look(facts))}">{escape(status_text(facts, say))}</p>'
            f"<dl>{''.join(_row(label, value) for label, value in rows(facts, point, say))}</dl>"
            f"{_history(facts.history, say)}{_later(unit, point, say)}"
            f"{_programmes(unit, facts, point, say)}</div>"
        )
        _neighbours(point, unit, say)
        with st.container(horizontal=True):
            st.button(
                say("card.close"), key="card_close", on_click=session.change, kwargs={"place": ""}
            )
            if st.session_state.get(session.PAGE) != "map" and st.button(
                say("card.show_on_map"), key="card_map"
            ):
                st.switch_page("views/pages/map.py")


def _neighbours(point: Coverage, unit: str, say: Words) -> None:
    """Offer the places next door, each with its status; picking one opens its card."""
    near = library.neighbours(unit, point.date)
    if not near:
        st.caption(say("card.no_neighbours"))
        return
    states = point.states
    learning = sum(int(states.at[other, "at_least"]) for other in near)
    title = say.plural("card.neighbours", len(near), learning=say.number(learning))

    def label(other: str) -> str:
        name = states.at[other, "name_ko" if say.lang == "ko" else "name_en"]
        return f"{name} · {say(f'map.class.{status_of(point, other)}')}"

    widget = f"near_{unit}"
    st.session_state[widget] = None
    st.pills(
        title,
        near,
        key=widget,
        format_func=label,
        on_change=lambda: session.change(place=st.session_state[widget] or unit),
    )


def _programmes(unit: str, facts: PlaceCard, point: Coverage, say: Words) -> str:
    """Return what the place and its province were funded under, up to the edition."""
    lines = card_lines(unit, facts.province_code, point.edition, say)
    if not lines:
        return ""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h3>{escape(say('programmes.card'))}</h3><ul>{items}</ul>"


def _look(facts: PlaceCard) -> str:
    return place_status(facts.status, is_new=facts.is_new, is_municipality=facts.is_municipality)


def status_of(point: Coverage, unit: str) -> str:
    """Return the legend class of a place's status."""
    row = point.states.loc[unit]
    fresh = unit in library.atlas().new_in(point.edition)
    return place_status(row["status"], is_new=fresh, is_municipality=bool(row["is_municipality"]))


def status_text(facts: PlaceCard, say: Words) -> str:
    """Return the status as the map's legend names it."""
    return say(f"map.class.{_look(facts)}")


def _row(label: str, value: str) -> str:
    return f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>"


def years(facts: PlaceCard) -> str:
    """Return the year of the designation in force, or its bounds."""
    first, last = facts.since_from[:4], facts.since_to[:4]
    return first if first == last else f"{first}–{last}"


def rows(facts: PlaceCard, point: Coverage, say: Words) -> list[tuple[str, str]]:
    """Return the card's lines as label and value."""
    found: list[tuple[str, str]] = []
    if facts.since_from:
        found.append((say("card.since"), years(facts)))
    if facts.confidence:
        found.append((say("card.confidence"), say(f"confidence.{facts.confidence}")))
    if facts.not_designated_basis and point.edition == "2023":
        found.append((say("card.basis"), say(f"basis.{facts.not_designated_basis}")))
    if not facts.is_municipality:
        found.append((say("card.counting"), say("card.outside")))
    row = point.provinces.loc[facts.province_code]
    name = row["province_ko"] if say.lang == "ko" else row["province_en"]
    count = facts.province
    shown = (
        counts_text((count.at_least, count.at_most, count.of), say)
        + f" · {say.percent_range(count.share_at_least, count.share_at_most)}"
        if count.of
        else say.count_range(count.at_least, count.at_most)
    )
    found.append((str(name), shown))
    found.append(_population(facts.unit_id, point.date, say))
    if facts.rank is not None:
        found.append((say("card.rank"), say("card.rank_of", rank=facts.rank, of=facts.ranked)))
    return found


def _population(unit: str, date: str, say: Words) -> tuple[str, str]:
    """Return the people of a place with the day of the count, or that there is no count."""
    known = library.population(date)
    if known is None:
        return say("card.population"), say("card.no_population")
    people = say.number(int(known.people.at[unit, "total"]))
    return say("card.population"), say("card.population_on", people=people, date=known.date)


def _later(unit: str, point: Coverage, say: Words) -> str:
    """Return what happened to the place after the announcement shown; empty for nothing."""
    atlas = library.atlas()
    last = atlas.edition_date(atlas.editions[-1])
    later = [e for e in place_history(atlas, unit, last) if e.date_from > point.date]
    return _events(later, say, "card.later") if later else ""


def _history(events: Sequence[Event], say: Words) -> str:
    """Return the place's events as a list, with their sources."""
    if not events:
        return f"<p>{escape(say('card.no_history'))}</p>"
    return _events(events, say, "card.history")


def _events(events: Sequence[Event], say: Words, title: str) -> str:
    lines = []
    for event in events:
        when = event.date_from[:4]
        if event.date_to[:4] != when:
            when = f"{when}–{event.date_to[:4]}"
        elif event.date_from == event.date_to:
            when = say.date(event.date_from)
        sources = "; ".join(source_text(one, say.lang) for one in event.sources)
        lines.append(
            f"<li><b>{escape(when)}</b> {escape(say(f'event.{event.kind}'))}"
            f"<small>{escape(sources)}</small></li>"
        )
    return f"<h3>{escape(say(title))}</h3><ul>{''.join(lines)}</ul>"
