"""A province on one page: share, gaps, people, reviews, money and trend, as its paper has them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from analysis.programmes.grants import select, total, with_names
from analysis.renewals.schedule import due_in
from figures.charts.coverage_charts import province_multiples
from figures.words.language import NO_VALUE
from figures.words.won import money_text
from views.parts.frame import phrases
from views.parts.frame.phrases import province_name
from views.reader import library

if TYPE_CHECKING:
    from analysis.coverage.counting import Coverage
    from figures.words.language import Words

YEARS_AHEAD = 4
"""Years whose reviews are counted, this one included."""


def brief(point: Coverage, code: str, say: Words, theme: str) -> None:
    """Draw the page of a province.

    Parameters
    ----------
    point
        Coverage of what is shown.
    code
        The province, which the day of `point` has.
    say, theme
        The words of the page, "light" or "dark".
    """
    name = province_name(code, point.date, say)
    rows = [
        (say("onepage.share"), _share(point, code, say)),
        (say("onepage.left"), _left(point, code, say)),
        (say("onepage.people"), _people(point, code, say)),
        (say("onepage.reviews"), _reviews(point, code, say)),
        (say("onepage.money", year=point.edition), _money(point, code, say)),
    ]
    listed = "".join(f"<dt>{escape(key)}</dt><dd>{escape(value)}</dd>" for key, value in rows)
    title = escape(say("onepage.title", name=name))
    st.html(
        f'<section class="brief"><div><h2>{title}</h2><dl>{listed}</dl></div>'
        f"{_trend(code, point, say, theme)}</section>"
    )


def _share(point: Coverage, code: str, say: Words) -> str:
    """Return both counts and the share of the province, with the country's beside them."""
    count, nation = point.province(code), point.nation
    own = phrases.counts(count, say) + (f" = {phrases.share(count, say)}" if count.of else "")
    whole = say(
        "headline.beside", counts=phrases.counts(nation, say), share=phrases.share(nation, say)
    )
    return f"{own} ({whole})"


def _left(point: Coverage, code: str, say: Words) -> str:
    """Return the municipalities without a designation, by name."""
    rest = point.remaining()
    rest = rest[rest["province_code"] == code]
    if rest.empty:
        return say("onepage.left.none")
    names = ", ".join(rest[f"name_{say.names}"])
    return say("onepage.left.names", count=say.number(len(rest)), names=names)


def _people(point: Coverage, code: str, say: Words) -> str:
    """Return how many people live outside a learning city, where they are counted."""
    if not library.regional_ready():
        return NO_VALUE
    regional = library.regional()
    if regional.population_if_any(point.edition) is None:
        return NO_VALUE
    found, nation = regional.reach(point.edition, province=code), regional.reach(point.edition)
    if found.share_outside is None or nation.share_outside is None:
        return NO_VALUE
    return say(
        "onepage.people.outside",
        people=say.number(found.outside),
        share=say.percent(found.share_outside),
        nation=say.percent(nation.share_outside),
    )


def _reviews(point: Coverage, code: str, say: Words) -> str:
    """Return how many reviews the next years bring."""
    today = library.today()
    calendar = library.timeline().calendar(today)
    owner = point.states["province_code"]
    first = int(today[:4])
    return " · ".join(
        say("onepage.review", year=year, count=sum(owner.get(u) == code for u in due))
        for year in range(first, first + YEARS_AHEAD)
        for due in [due_in(calendar, year)]
    )


def _money(point: Coverage, code: str, say: Words) -> str:
    """Return what the province and its places were funded with in the year shown."""
    atlas = library.atlas()
    funding = atlas.book.funding
    if point.edition not in set(funding["year"]):
        return NO_VALUE
    rows = select(funding, year=point.edition)
    named = with_names(rows, atlas.register, point.date)
    own = rows.loc[named.index[named["province_code"] == code]]
    if own.empty:
        return NO_VALUE
    return say("onepage.money.sum", count=say.number(len(own)), money=money_text(say, total(own)))


def _trend(code: str, point: Coverage, say: Words, theme: str) -> str:
    """Return the province's course beside the country's."""
    shares = library.timeline().by_province(point.rule)
    shares = shares[(shares["province_code"] == code) & (shares["of"] > 0)]
    shares = shares[shares["edition"] <= point.edition]
    if shares.empty:
        return ""
    names = shares["province_short_ko" if say.lang == "ko" else "province_en"]
    nation = library.history(point.rule)
    nation = nation[nation["edition"] <= point.edition]
    return province_multiples(shares.assign(name=names), nation, say, theme)
