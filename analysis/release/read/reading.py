"""Read a draft: every figure, list, amount, share, year and date, with what it is said of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.release.read.amounts import Paid, amounts_of, money_cell
from analysis.release.read.carrying import carried
from analysis.release.read.counts import Figure, count_figure
from analysis.release.read.dates.years import dated_of
from analysis.release.read.draft import Draft
from analysis.release.read.names.name_roles import ListReading, roles_of
from analysis.release.read.numbers import BARE, COUNT
from analysis.release.read.shares import Share, share_cell, shares_of

if TYPE_CHECKING:
    from analysis.release.read.dates.dated import Dated
    from analysis.release.read.names.places import Names


@dataclass(frozen=True)
class DraftReading:
    """A draft that was read.

    Parameters
    ----------
    draft
        The draft and its parts.
    figures
        The numbers that may count places, in order.
    lists
        The lists of names, in order.
    amounts, shares, dated
        The amounts; the shares; the years, days and numbers of years.
    """

    draft: Draft
    figures: list[Figure]
    lists: list[ListReading]
    amounts: list[Paid]
    shares: list[Share]
    dated: list[Dated]


def read(text: str, names: Names) -> DraftReading:
    """Return what a draft says, by its words and the register's names alone.

    Parameters
    ----------
    text
        The draft, cleaned.
    names
        The places' names.
    """
    draft = Draft(text, names)
    figures = [
        count_figure(draft, t)
        for t in draft.tokens
        if t.kind in {COUNT, BARE} and not share_cell(draft, t) and not money_cell(draft, t)
    ]
    lists = roles_of(draft, figures)
    figures = carried(draft, figures, lists)
    return DraftReading(
        draft,
        figures,
        lists,
        amounts_of(draft, figures, lists),
        shares_of(draft, figures),
        dated_of(draft),
    )
