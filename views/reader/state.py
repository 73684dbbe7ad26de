"""What a screen shows, as one value that an address can carry and restore.

Pure: it knows codes and addresses, not Streamlit.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from analysis.coverage.counting import DEFAULT_EDITION
from analysis.coverage.rules import DEFAULT_RULE, RULES
from analysis.gaps.best_next import GOALS
from analysis.gaps.inequality import MEASURES
from analysis.gaps.remainder import GROUPINGS
from analysis.gaps.whatif import decode, encode
from analysis.programmes.kinds import PROGRAMMES
from figures.print.page.size import SIZES
from figures.print.templates import TEMPLATES
from figures.web.layers import DEFAULT_LAYER, LAYERS
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES
from geo.places.register import FIRST_DAY

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from analysis.atlas import Atlas

VIEWS = ("map", "tiles")
SECTIONS = ("new", "coverage", "survival", "forecast", "compare", "day")
"""Parts of the trends page."""

GAP_SECTIONS = ("remainder", "people", "groups", "clusters", "inequality", "whatif", "next")
"""Parts of the gaps page."""

REVIEW_YEARS = tuple(str(year) for year in range(2001, 2100))

MOST_ASSUMED = 260
"""An address that assumes more places than there are is not read."""

ALWAYS_SHOWN = ("lang", "edition", "rule")
"""Parameters that stand in every address, so that a copied link never depends on a default."""


@dataclass(frozen=True)
class ViewState:
    """Everything that decides what a page shows.

    Parameters
    ----------
    lang, edition, rule, layer
        Codes; see the catalogues for their names.
    province, place
        Province code and `unit_id` of what is chosen; empty when nothing is.
    view
        "map" or "tiles".
    present
        "1" for the wall: no controls, large type.
    section
        Part of the trends page, one of `SECTIONS`.
    before, after
        Editions that are compared; empty for the edition shown and the one before it.
    day
        The day that is asked about, ISO; empty for that of the edition shown.
    gap
        Part of the gaps page, one of `GAP_SECTIONS`.
    whatif
        The places a scenario assumes, as from `analysis.gaps.whatif.encode`; empty for none.
    kinds
        Kinds of municipality that the list of gaps is narrowed to, with commas; empty for all.
    depopulating
        "1" where that list holds depopulating areas only.
    measure, goal
        Of inequality, and of the next designations; see `analysis.gaps`.
    programme
        The programme that the list of recipients is narrowed to; empty for all.
    review
        Year of the reviews listed; empty for the next one.
    picture, size
        Of the briefing; empty for the first of each.
    """

    lang: str = DEFAULT_LANGUAGE
    edition: str = DEFAULT_EDITION
    rule: str = DEFAULT_RULE
    layer: str = DEFAULT_LAYER
    province: str = ""
    place: str = ""
    view: str = VIEWS[0]
    present: str = ""
    section: str = SECTIONS[0]
    before: str = ""
    after: str = ""
    day: str = ""
    gap: str = GAP_SECTIONS[0]
    whatif: str = ""
    kinds: str = ""
    depopulating: str = ""
    measure: str = "gini"
    goal: str = GOALS[0]
    programme: str = ""
    review: str = ""
    picture: str = ""
    size: str = ""

    def params(self) -> dict[str, str]:
        """Return the address parameters; values at their default are left out."""
        plain = ViewState()
        return {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name in ALWAYS_SHOWN or getattr(self, field.name) != getattr(plain, field.name)
        }

    def having(self, **changes: str) -> ViewState:
        """Return the state with some values changed and all others as they are.

        Nothing is checked: `parse` lets go a place or province that the edition does not have.
        """
        return replace(self, **changes)


@dataclass(frozen=True)
class Problem:
    """An address parameter that could not be honoured.

    Parameters
    ----------
    name, value
        As found in the address.
    used
        What is shown instead; empty for nothing.
    successors
        For a place that ended: the places that took over; for a province that is not there on
        the date: the provinces in which its places are.
    """

    name: str
    value: str
    used: str
    successors: tuple[str, ...] = ()


def nearest_edition(editions: list[str], wanted: str) -> str:
    """Return the edition in force in a year: the last one not after it, else the first."""
    earlier = [edition for edition in editions if edition <= wanted]
    return earlier[-1] if earlier else editions[0]


def browser_language(locale: str | None) -> str:
    """Return the language for a browser's locale: its own, Korean for unknown, else English."""
    if not locale:
        return DEFAULT_LANGUAGE
    key = locale[:2].lower()
    return key if key in LANGUAGES else "en"


def parse(
    params: Mapping[str, str], atlas: Atlas, locale: str | None
) -> tuple[ViewState, list[Problem]]:
    """Return the nearest valid state of an address, and what could not be honoured.

    Parameters
    ----------
    params
        The address parameters; any text may stand there.
    atlas
        Knows the editions, provinces and places.
    locale
        The browser's locale, for an address without a language.
    """
    problems: list[Problem] = []
    plain = ViewState(lang=browser_language(locale))

    def choice(name: str, known: Collection[str]) -> str:
        value = params.get(name, "")
        default: str = getattr(plain, name)
        if value and value not in known:
            problems.append(Problem(name, value, default))
            return default
        return value or default

    state = ViewState(
        lang=choice("lang", LANGUAGES),
        edition=_edition(params.get("edition", ""), atlas, problems),
        rule=choice("rule", RULES),
        layer=choice("layer", LAYERS),
        view=choice("view", VIEWS),
        present=choice("present", ("1",)),
        section=choice("section", SECTIONS),
        before=choice("before", tuple(atlas.editions)),
        after=choice("after", tuple(atlas.editions)),
        day=_day(params.get("day", ""), problems),
        gap=choice("gap", GAP_SECTIONS),
        kinds=_kinds(params.get("kinds", ""), problems),
        depopulating=choice("depopulating", ("1",)),
        measure=choice("measure", MEASURES),
        goal=choice("goal", GOALS),
        programme=choice("programme", PROGRAMMES),
        review=choice("review", REVIEW_YEARS),
        picture=choice("picture", TEMPLATES),
        size=choice("size", SIZES),
    )
    date = atlas.edition_date(state.edition)
    province = _province(params.get("province", ""), atlas, date, problems)
    place = _place(params.get("place", ""), atlas, date, problems)
    whatif = _scenario(params.get("whatif", ""), atlas, date, problems)
    return state.having(province=province, place=place, whatif=whatif), problems


def _edition(wanted: str, atlas: Atlas, problems: list[Problem]) -> str:
    editions = atlas.editions
    if not wanted:
        return DEFAULT_EDITION if DEFAULT_EDITION in editions else editions[-1]
    if wanted in editions:
        return wanted
    is_year = wanted.isascii() and wanted.isdigit() and len(wanted) == 4  # noqa: PLR2004  # YYYY
    used = nearest_edition(editions, wanted) if is_year else DEFAULT_EDITION
    problems.append(Problem("edition", wanted, used))
    return used


def _day(wanted: str, problems: list[Problem]) -> str:
    """Return a day from the first of the list on; one to come is answered with today's list."""
    if not wanted or (_is_day(wanted) and wanted >= FIRST_DAY):
        return wanted
    problems.append(Problem("day", wanted, ""))
    return ""


def _kinds(wanted: str, problems: list[Problem]) -> str:
    """Return the kinds of municipality that are asked for and exist, in their own order."""
    asked = wanted.split(",") if wanted else []
    known = [kind for kind in GROUPINGS["kind"] if kind in asked]
    if len(known) != len(asked):
        problems.append(Problem("kinds", wanted, ",".join(known)))
    return ",".join(known)


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _province(wanted: str, atlas: Atlas, date: str, problems: list[Problem]) -> str:
    if not wanted or wanted in atlas.register.provinces_on(date).index:
        return wanted
    problems.append(Problem("province", wanted, "", _heirs_of_province(wanted, atlas, date)))
    return ""


def _heirs_of_province(code: str, atlas: Atlas, date: str) -> tuple[str, ...]:
    """Return the provinces in which a province's places are on a date when it is not there."""
    places, there = atlas.register.places, atlas.register.on(date)
    own = set(places.loc[places["province_code"] == code, "unit_id"])
    return tuple(sorted(set(there.loc[there.index.isin(own), "province_code"])))


def _place(wanted: str, atlas: Atlas, date: str, problems: list[Problem]) -> str:
    if not wanted or wanted in atlas.register.on(date).index:
        return wanted
    heirs: tuple[str, ...] = ()
    if wanted in atlas.register.lives().index:
        heirs = atlas.register.successors(wanted)
    problems.append(Problem("place", wanted, "", heirs))
    return ""


def _scenario(wanted: str, atlas: Atlas, date: str, problems: list[Problem]) -> str:
    """Return the part of a scenario whose places exist; the rest becomes a problem."""
    units = decode(wanted)
    known = atlas.register.on(date).index
    there = [unit for unit in units[:MOST_ASSUMED] if unit in known]
    if len(there) < len(units):
        gone = [unit for unit in units if unit not in there]
        problems.append(Problem("whatif", encode(gone[:MOST_ASSUMED]), encode(there)))
    return encode(there)
