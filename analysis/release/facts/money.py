"""Programmes and money of a year: how many recipients, who, how much each and together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.programmes import grants as money
from analysis.release.facts.tables import kept
from analysis.release.model import Answer, Row

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.editions.editing import Book

TABLE_FUNDING = "designations/funding.csv"

PROGRAMME_OF = {
    "new": money.NEW, "special": money.SPECIAL, "consortium": money.CONSORTIUM,
    "consortia": money.CONSORTIUM, "excellent": money.INCENTIVE, "linked": money.SPECIAL,
    "courses": money.SPECIAL,
}  # fmt: skip
"""A measure's key to the programme whose recipients it counts."""

TYPE_OF = {"linked": "resource-linkage type", "courses": "regional programme type"}
"""A part of a programme to how its rows' notes begin."""


def funding_rows(rows: pd.DataFrame) -> list[Row]:
    """Return rows of the funding table as a claim names them."""
    columns = ["year", "programme", "recipient_id", "low_krw", "high_krw", "certainty"]
    return [{"table": TABLE_FUNDING, **row} for row in rows[columns].to_dict("records")]


@dataclass(frozen=True)
class MoneyFacts:
    """The funding table and the states of its lists, ready for questions."""

    book: Book

    @cached_property
    def _by_year(self) -> dict[tuple[str, str], pd.DataFrame]:
        return {
            (str(year), str(programme)): rows
            for (year, programme), rows in self.book.funding.groupby(["year", "programme"])
        }

    @cached_property
    def _lists(self) -> dict[tuple[str, str], dict[str, str]]:
        return {(row["year"], row["programme"]): row for row in self.book.lists.to_dict("records")}

    def rows(self, measure: str, year: int) -> pd.DataFrame | None:
        """Return the rows of a measure's recipients in a year; None where there are none."""
        programme = PROGRAMME_OF.get(measure, "")
        found = self._by_year.get((str(year), programme))
        if found is None:
            return None
        if measure in TYPE_OF:
            typed = found[found["note"].str.startswith(TYPE_OF[measure])]
            # Before and after the years of two types, the type's name means the programme.
            apart = any(found["note"].str.startswith(other).any() for other in TYPE_OF.values())
            found = typed if apart else found
        return None if found.empty else found

    def complete(self, measure: str, year: int) -> bool:
        """Return whether the list of a measure's recipients in a year is whole."""
        row = self._lists.get((str(year), PROGRAMME_OF.get(measure, "")))
        return row is not None and row["state"] == money.COMPLETE

    def printed(self, measure: str, year: int) -> int | None:
        """Return how many recipients were printed."""
        row = self._lists.get((str(year), PROGRAMME_OF.get(measure, "")))
        return int(row["recipients_printed"]) if row and row["recipients_printed"] else None

    def recipients(
        self, measure: str, year: int, scope: str, home: Callable[[str], str]
    ) -> Answer | None:
        """Return how many recipients a programme has in a year, in a province or in all."""
        rows = self.rows(measure, year)
        if rows is None or not self.complete(measure, year):
            return None
        inside = rows
        if scope:
            keep = [
                key == scope or (kind == money.PLACE and home(key) == scope)
                for kind, key in zip(rows["recipient_kind"], rows["recipient_id"], strict=True)
            ]
            inside = rows[keep]
        if measure == "consortium":
            inside = inside[inside["recipient_kind"] == money.PROVINCE]
        own = int((inside["shared_by"] == "").sum()) if measure == "consortia" else len(inside)
        shared = inside.loc[inside["shared_by"] != "", "shared_by"].nunique()
        value = own + shared if measure == "consortia" else len(inside)
        printed = self.printed(measure, year) if not scope and measure not in TYPE_OF else None
        also = frozenset({float(printed)}) if printed is not None else frozenset()
        if measure == "consortium" and not scope:
            also |= {float(len(rows))}  # places of a joint one are recipients as well
        return Answer(value, value, f"{measure} in {year}", funding_rows(inside), also=also)

    def members(self, measure: str, year: int) -> set[str]:
        """Return the recipients, `unit_id` or province code."""
        rows = self.rows(measure, year)
        return set() if rows is None else set(rows["recipient_id"])

    @kept
    def each(self, measure: str, year: int) -> Answer | None:
        """Return what one recipient gets: the bounds that all of them share."""
        rows = self.rows(measure, year)
        if rows is None:
            return None
        known = rows[rows["certainty"] != "unknown"]
        if known.empty:
            return None
        low, high = known["low_krw"].astype(int), known["high_krw"].astype(int)
        ceiling = bool((known["certainty"] == "up_to").all())
        inner = int(low.max()), int(high.min())
        bounds = inner if inner[0] <= inner[1] else (int(low.min()), int(high.max()))
        if ceiling:
            bounds = (int(high.max()),) * 2
        formula = f"won for each of {len(known)} in {year}" + (", at most" if ceiling else "")
        spans = frozenset(zip(low.astype(float), high.astype(float), strict=True))
        single = frozenset(float(v) for v in (*low.unique(), *high.unique()) if v)
        return Answer(
            *bounds, formula, funding_rows(known), spans=spans,
            also=single if len(spans) > 1 else frozenset(), open=not self.complete(measure, year),
        )  # fmt: skip

    @kept
    def together(self, measures: tuple[str, ...], year: int) -> Answer | None:
        """Return what all recipients of some measures get, where every amount is known."""
        low = high = 0
        rows: list[Row] = []
        parts = []
        for measure in measures:
            mine = self.rows(measure, year)
            if (
                mine is None
                or not self.complete(measure, year)
                or (mine["certainty"] == "unknown").any()
            ):
                return None
            total = money.total(mine)
            low, high = low + total.low, high + total.high
            parts.append(f"{total.recipients} x {measure}")
            rows += funding_rows(mine)
        return Answer(low, high, " + ".join(parts), rows)
