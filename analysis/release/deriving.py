"""Derive an edition's facts from the ledger, the register and the funding table."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from analysis.coverage.counting import count_places, coverage, edition_date, new_in
from analysis.coverage.ledger import status_on
from analysis.programmes import grants as money
from analysis.release import vocabulary as grammar
from analysis.release.facts import (
    CONSORTIA,
    PROGRAMME_OF,
    TABLE_EVENTS,
    TABLE_FUNDING,
    TABLE_PLACES,
    Facts,
    Row,
    Value,
)
from analysis.release.rows import (
    funding_rows,
    province_values,
    rule_of,
    shared_bounds,
    span,
    stamps_of,
)
from geo.places.lives import day_before

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from analysis.editions.editing import Book
    from geo.places.register import Register


def facts_of(book: Book, register: Register, rules: pd.DataFrame, edition: str) -> Facts:
    """Return an edition's facts.

    Parameters
    ----------
    book
        The ledger, the announcements, who is funded under what.
    register
        The places through time.
    rules
        The rules of re-designation.
    edition
        The year.

    Raises
    ------
    InputError
        If there is no such edition.
    """
    editions = book.tables.editions
    date = edition_date(editions, edition)
    order = list(editions["edition"])
    at = order.index(edition)
    previous = order[at - 1] if at else ""
    maker = _Maker(book, register, edition, previous)
    row = editions.set_index("edition").loc[edition]
    values = rules.set_index("rule")
    return Facts(
        edition=edition,
        date=date,
        previous=previous,
        counts=maker.counts(),
        shares=maker.shares(),
        members=maker.members,
        each=maker.each(),
        sums=maker.sums(),
        totals=cache(maker.totals),
        provinces=maker.provinces(),
        provinces_before=maker.provinces_before(),
        stamps=stamps_of(row),
        first_year=int(order[0]),
        rule_year=int(values.loc["interval_years", "from_year"]),
        rules={
            "first": rule_of(values, "first_review_after_years", edition),
            "interval": rule_of(values, "interval_years", edition),
        },
        labels=maker.labels(),
        homes=maker.homes(),
    )


class _Maker:
    """Compute the parts of an edition's facts from the same frames."""

    def __init__(self, book: Book, register: Register, edition: str, previous: str) -> None:
        self.events, self.editions = book.tables.events, book.tables.editions
        self.register, self.edition, self.previous = register, edition, previous
        self.date = edition_date(self.editions, edition)
        events, editions = self.events, self.editions
        point = coverage(events, register, editions, edition=edition)
        self.point = {
            rule: replace(point, rule=rule, nation=count_places(point.states, rule))
            for rule in ("official", "strict", "units")
        }
        self.before = coverage(events, register, editions, edition=previous) if previous else None
        self.paid = book.funding[book.funding["year"] == edition]
        lists = book.lists
        complete = lists[(lists["year"] == edition) & (lists["state"] == "complete")]
        self.complete = set(complete["programme"])
        self.members = self._members()

    def labels(self) -> dict[str, str]:
        """Return every recipient's name in both languages."""
        places = self.register.on(self.date)
        found = {
            str(unit): f"{self.register.full_name(str(unit), self.date)} "
            f"({self.register.full_name(str(unit), self.date, 'en')})"
            for unit in places.index
        }
        provinces = self.register.provinces_on(self.date)
        found |= {
            str(code): f"{row['name_ko']} ({row['short_en']})" for code, row in provinces.iterrows()
        }
        return found

    def homes(self) -> dict[str, str]:
        """Return the province of each place."""
        codes = self.point["official"].states["province_code"]
        return {str(unit): str(code) for unit, code in codes.items()}

    def _members(self) -> dict[str, dict[str, Row]]:
        new = new_in(self.events, self.editions, self.edition)
        found = {
            grammar.NEW: {
                unit: {"table": TABLE_EVENTS, "unit_id": unit, "kind": "designated"} for unit in new
            }
        }
        for role, programme in PROGRAMME_OF.items():
            if role == grammar.NEW or programme not in self.complete:
                continue
            rows = self.paid[self.paid["programme"] == programme].to_dict("records")
            found[role] = {
                row["recipient_id"]: {
                    "table": TABLE_FUNDING,
                    "year": row["year"],
                    "programme": programme,
                    "recipient_id": row["recipient_id"],
                }
                for row in rows
            }
        return found

    def _rows(self, states: pd.DataFrame, table: str = TABLE_EVENTS) -> list[Row]:
        return [{"table": table, "unit_id": str(unit)} for unit in states.index]

    def _total(self, rule: str) -> Value:
        point = self.point[rule]
        states = point.states[point.states["at_most"] == 1]
        if rule == "strict":
            states = states[states["is_municipality"]]
        formula = f"learning cities on {self.date}, rule {rule}"
        return Value(point.nation.at_least, point.nation.at_most, formula, self._rows(states))

    def counts(self) -> dict[str, Value]:
        """Return the figure of each role that the data can give."""
        total, strict = self._total("official"), self._total("strict")
        states = self.point["official"].states
        inside = states[states["is_municipality"]]
        of, units = len(inside), len(states)
        provinces = len(self.register.provinces_on(self.date))
        found = {
            grammar.TOTAL: total,
            grammar.STRICT: strict,
            grammar.MUNICIPALITIES: Value(
                of, of, f"municipalities on {self.date}", self._rows(inside, TABLE_PLACES)
            ),
            grammar.UNITS: Value(
                units, units, f"municipalities and the three beside them on {self.date}",
                self._rows(states, TABLE_PLACES),
            ),
            grammar.REMAINING: Value(
                of - strict.high, of - strict.low, f"{of} - {span(strict)}, rule strict",
                self._rows(inside[inside["at_most"] == 0]),
            ),
            grammar.PROVINCES: Value(provinces, provinces, f"provinces on {self.date}"),
        }  # fmt: skip
        if self.before is not None:
            states = self.before.states
            then = states[states["is_municipality"]]
            low, high = (len(then) - int(then[one].sum()) for one in ("at_most", "at_least"))
            formula = f"{len(then)} - {len(then) - low} at edition {self.previous}"
            found[grammar.REMAINING_BEFORE] = Value(low, high, formula)
        for role, members in self.members.items():
            rows = list(members.values())
            found[role] = Value(len(rows), len(rows), f"{role} in {self.edition}", rows)
        if grammar.CONSORTIUM in self.members:
            rows = self._funding(grammar.CONSORTIUM)
            provinces = rows[rows["recipient_kind"] == money.PROVINCE]
            cities = rows[rows["recipient_kind"] == money.PLACE]
            joint = (
                int((cities["shared_by"] == "").sum())
                + cities.loc[cities["shared_by"] != "", "shared_by"].nunique()
            )
            found[grammar.CONSORTIUM] = Value(
                len(provinces),
                len(provinces),
                f"provinces in consortia in {self.edition}",
                funding_rows(provinces),
            )
            awards = len(provinces) + joint
            found[CONSORTIA] = Value(
                awards, awards, f"{len(provinces)} provinces + {joint} joint", funding_rows(rows)
            )
        if grammar.SPECIAL in self.members:
            both = found[grammar.NEW].low + found[grammar.SPECIAL].low
            rows = [*found[grammar.NEW].rows, *found[grammar.SPECIAL].rows]
            parts = f"{found[grammar.NEW].low:g} + {found[grammar.SPECIAL].low:g}"
            found[grammar.FUNDED] = Value(both, both, parts, rows)
        if self.before is not None:
            nation = self.before.nation
            # Whoever lapsed since: a release may print what it was, or what was left of it.
            states = status_on(self.events, self.register, day_before(self.date))
            eve = count_places(states, "official")
            low, high = min(nation.at_least, eve.at_least), max(nation.at_most, eve.at_most)
            found[grammar.BEFORE] = Value(low, high, f"learning cities at edition {self.previous}")
            found[grammar.GROWTH] = Value(
                total.low - high, total.high - low,
                f"{span(total)} - {span(found[grammar.BEFORE])}",
            )  # fmt: skip
        return found

    def shares(self) -> dict[str, Value]:
        """Return coverage in percent under each rule, and at the edition before."""
        found = {}
        points = {**self.point, "before": self.before}
        for name, point in points.items():
            if point is None or not point.nation.of:
                continue
            nation = point.nation
            found[name] = Value(
                100 * nation.at_least / nation.of,
                100 * nation.at_most / nation.of,
                f"{span(Value(nation.at_least, nation.at_most, ''))} / {nation.of}, "
                f"rule {point.rule}, {point.date}",
            )
        return found

    def _funding(self, role: str) -> pd.DataFrame:
        return self.paid[self.paid["programme"] == PROGRAMME_OF[role]]

    def each(self) -> dict[str, Value]:
        """Return what one recipient of each role gets: the bounds that all of them share."""
        found = {}
        for role in PROGRAMME_OF:
            rows = self._funding(role)
            known = rows[rows["certainty"] != "unknown"]
            if role not in self.members or known.empty:
                continue
            low, high = known["low_krw"].astype(int), known["high_krw"].astype(int)
            ceiling = bool((known["certainty"] == "up_to").all())
            bounds = (int(high.max()),) * 2 if ceiling else shared_bounds(low, high)
            found[role] = Value(
                *bounds,
                f"won for each of {len(known)} in {self.edition}"
                + (", at most" if ceiling else ""),
                funding_rows(known),
                frozenset(zip(low.astype(float), high.astype(float), strict=True)),
            )
        return found

    def sums(self) -> dict[str, Value]:
        """Return what all recipients of each role get together, where every amount is known."""
        groups: dict[str, Iterable[str]] = {role: (role,) for role in PROGRAMME_OF}
        groups[grammar.FUNDED] = (grammar.NEW, grammar.SPECIAL)
        groups[grammar.ALL] = (grammar.NEW, grammar.SPECIAL, grammar.CONSORTIUM)
        found = {}
        for role, parts in groups.items():
            if not set(parts) <= set(self.members):
                continue
            names = {PROGRAMME_OF[part] for part in parts}
            rows = self.paid[self.paid["programme"].isin(names)]
            if rows.empty:
                continue
            total = money.total(rows)
            if total.open_ended:
                continue
            formula = " + ".join(f"{len(self._funding(part))} x {part}" for part in parts)
            found[role] = Value(total.low, total.high, formula, funding_rows(rows))
        return found

    def totals(self, year: int) -> tuple[Value, Value] | None:
        """Return a year's official total and number of new places, up to this edition."""
        edition = str(year)
        if edition not in set(self.editions["edition"]) or edition > self.edition:
            return None
        nation = coverage(self.events, self.register, self.editions, edition=edition).nation
        new = len(new_in(self.events, self.editions, edition))
        return (
            Value(nation.at_least, nation.at_most, f"learning cities at edition {edition}"),
            Value(new, new, f"new in {edition}"),
        )

    def provinces(self) -> dict[str, tuple[Value, Value, Value]]:
        """Return each province's learning cities, municipalities and new learning cities."""
        new = self.members[grammar.NEW]
        return province_values(self.point["official"], new, self.edition)

    def provinces_before(self) -> dict[str, tuple[Value, Value, Value]]:
        """Return the same at the edition before."""
        if self.before is None:
            return {}
        new = dict.fromkeys(new_in(self.events, self.editions, self.previous), Row())
        return province_values(self.before, new, self.previous)
