"""The title of a page and its answer: one sentence made from the data, before any control."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from analysis.places.provinces import verdict
from analysis.programmes.grants import select, total
from analysis.renewals.schedule import due_in
from figures.words.won import money_text
from views.parts.frame.phrases import counts, province_name, share
from views.reader import library
from views.reader.state import nearest_edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from analysis.coverage.counting import Coverage
    from figures.words.language import Words
    from views.reader.state import ViewState

YEARS_BEFORE = 5
"""A province is held against itself so many years before."""


def nation_sentence(point: Coverage, say: Words) -> str:
    """Return the country's figure with its date and both counts as one sentence."""
    return say(
        "lead.nation",
        rule=say("bar.line.rule", rule=say(f"rule.{point.rule}")),
        date=say.date(point.date),
        count=say.count_range(point.nation.at_least, point.nation.at_most),
        of=say.number(point.nation.of),
        share=share(point.nation, say),
    )


def both_rules(edition: str, say: Words) -> str:
    """Say the official figure beside the strict one, and why the difference is not what is left."""
    atlas = library.atlas()
    official = atlas.coverage(edition=edition, rule="official")
    strict = atlas.coverage(edition=edition, rule="strict")
    left = len(strict.remaining())
    beside = official.nation.at_least - strict.nation.at_least
    plain = official.nation.of - official.nation.at_least
    key = "lead.both" if beside else "lead.both.same"
    return say(
        key,
        official=share(official.nation, say),
        strict=share(strict.nation, say),
        counts=counts(strict.nation, say),
        beside=say.number(beside),
        left=say.number(left),
        plain=say.number(plain),
        of=say.number(official.nation.of),
        designated=say.number(official.nation.at_least),
    )


def province_sentence(point: Coverage, code: str, say: Words) -> str:
    """Return a province's figure, its distance from the country, and what it was years before."""
    count, nation = point.province(code), point.nation
    name = province_name(code, point.date, say)
    if not count.of:
        return say("lead.province.no_share", name=name, counts=counts(count, say))
    parts = [say("lead.province", name=name, counts=counts(count, say), share=share(count, say))]
    if count.share is not None and nation.share is not None:
        points = (count.share - nation.share) * 100
        key = f"lead.province.{verdict(points)}"
        parts.append(say(key, points=say.number(abs(points), 1), nation=share(nation, say)))
    before = _before(point, code, say)
    return ", ".join(parts) + (f"; {before}" if before else "") + say("lead.stop")


def _before(point: Coverage, code: str, say: Words) -> str:
    """Return a province's counts some years before; empty where it or the list did not exist."""
    atlas = library.atlas()
    wanted = str(int(point.edition) - YEARS_BEFORE)
    if wanted < atlas.editions[0]:
        return ""
    edition = nearest_edition(atlas.editions, wanted)
    past = atlas.coverage(edition=edition, rule=point.rule)
    if code not in past.provinces.index:
        return ""
    years = int(point.edition) - int(edition)
    shown = counts(past.province(code), say)
    return say("lead.province.before", years=say.number(years), edition=edition, counts=shown)


def _provinces(point: Coverage, _: ViewState, say: Words) -> str:
    """Say how many provinces are complete, and which is lowest."""
    shares = {
        str(code): one.share_at_least
        for code in point.provinces.index
        if (one := point.province(str(code))).share_at_least is not None
    }
    full = sum(value >= 1 for value in shares.values())
    lowest = min(shares, key=lambda code: shares[code] or 0.0)
    return say(
        "lead.provinces",
        full=say.number(full),
        of=say.number(len(shares)),
        name=province_name(lowest, point.date, say),
        share=share(point.province(lowest), say),
        counts=counts(point.province(lowest), say),
    )


def _trends(_: Coverage, state: ViewState, say: Words) -> str:
    """Say where the list began and where it stands."""
    editions = library.atlas().editions
    ends = [
        library.atlas().coverage(edition=one, rule=state.rule)
        for one in (editions[0], editions[-1])
    ]
    return say(
        "lead.trends",
        first=editions[0],
        last=editions[-1],
        **{
            name: say.count_range(one.nation.at_least, one.nation.at_most)
            for name, one in zip(("before", "after"), ends, strict=True)
        },
        share=share(ends[1].nation, say),
    )


def _gaps(point: Coverage, state: ViewState, say: Words) -> str:
    """Say how many municipalities are left and where most of them are."""
    rest = library.atlas().coverage(edition=state.edition, rule="strict").remaining()
    most = rest.groupby("province_code").size().sort_values(ascending=False).head(2)
    where = ", ".join(
        say("lead.gaps.province", name=province_name(str(code), point.date, say), count=int(count))
        for code, count in most.items()
    )
    return say.plural("lead.gaps", len(rest), date=say.date(point.date), where=where)


def _calendar(point: Coverage, state: ViewState, say: Words) -> str:
    """Say how many reviews the year chosen or the next one brings, in the province chosen."""
    today = library.today()
    year = int(state.review or int(today[:4]) + 1)
    due = due_in(library.timeline().calendar(today), year)
    name = say("nation")
    if state.province:
        owner = point.states["province_code"]
        due = [unit for unit in due if owner.get(unit) == state.province]
        name = province_name(state.province, point.date, say)
    return say("lead.calendar", name=name, year=year, count=say.number(len(due)))


def _programmes(point: Coverage, _: ViewState, say: Words) -> str:
    """Say how many were funded in the year, and with how much."""
    funding = library.atlas().book.funding
    if point.edition not in set(funding["year"]):
        return say("programmes.none")
    rows = select(funding, year=point.edition)
    money = money_text(say, total(rows))
    return say("lead.programmes", year=point.edition, count=say.number(len(rows)), money=money)


def _nation(point: Coverage, _: ViewState, say: Words) -> str:
    return nation_sentence(point, say)


ANSWERS: dict[str, Callable[[Coverage, ViewState, Words], str]] = {
    "overview": _nation,
    "map": _nation,
    "provinces": _provinces,
    "trends": _trends,
    "gaps": _gaps,
    "calendar": _calendar,
    "programmes": _programmes,
    "briefing": _nation,
    "about": _nation,
}
"""The answer of each page that has one of its own."""

OF_PROVINCE = frozenset({"overview", "map", "provinces", "trends", "gaps", "briefing"})
"""Pages whose figures are those of the province chosen, beside the country's."""


def answer(page: str, point: Coverage, state: ViewState, say: Words) -> list[str]:
    """Return what a page says first: of the province that is chosen, then of the whole.

    Parameters
    ----------
    page
        Key of the page.
    point
        Coverage of what is shown.
    state
        What is shown.
    say
        The words of the page.
    """
    own = ANSWERS.get(page)
    sentences = [own(point, state, say) if own else say(f"lead.{page}")]
    if page in OF_PROVINCE and state.province in point.provinces.index:
        sentences.insert(0, province_sentence(point, state.province, say))
    return sentences


def title_html(page: str, point: Coverage, state: ViewState, say: Words) -> str:
    """Return where the reader is, the page's title and its answer, as HTML.

    Parameters
    ----------
    page, point, state, say
        As `answer` has them.
    """
    kept = {name: state.params()[name] for name in ("lang", "edition", "rule")}
    crumbs = [f'<a href="./?{escape(urlencode(kept))}">{escape(say("frame.home"))}</a>']
    if page != "overview":
        crumbs.append(escape(say(f"page.{page}")))
    if state.province and state.province in point.provinces.index:
        crumbs.append(escape(province_name(state.province, point.date, say)))
    if state.place and state.place in point.states.index:
        row = point.states.loc[state.place]
        crumbs.append(escape(str(row[f"name_{say.names}"])))
    trail = "".join(f"<li>{one}</li>" for one in crumbs)
    here = f'<nav class="crumbs" aria-label="{escape(say("frame.here"))}"><ol>{trail}</ol></nav>'
    if len(crumbs) == 1:
        here = ""  # the first page leads nowhere back
    first, *more = answer(page, point, state, say)
    told = f"<p>{escape(first)}</p>" + "".join(f"<p><small>{escape(o)}</small></p>" for o in more)
    return f'{here}<div class="lead"><h1>{escape(say(f"title.{page}"))}</h1>{told}</div>'
