"""The data as one book that answers questions; a scope is a province's code, "" for the nation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.coverage.counting import count_places, edition_date, new_in
from analysis.coverage.ledger import FIRST_AWARD, status_on
from analysis.release.facts.money import MoneyFacts
from analysis.release.facts.tables import (
    MINISTRY,
    NOWHERE,
    TABLE_EVENTS,
    TABLE_PLACES,
    TABLE_SIZES,
    added,
    kept,
)
from analysis.release.model import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from analysis.editions.editing import Book
    from geo.places.register import Register


@dataclass(frozen=True)
class FactBook:
    """Everything the data can say to a release.

    Parameters
    ----------
    book
        Ledger, editions and funding.
    register
        The places through time.
    tables
        `renewal_rules`, `review_sizes`, `redesignations`, `validities` and `printed_totals`.
    edition
        The edition a draft is checked against.
    """

    book: Book
    register: Register
    tables: Mapping[str, pd.DataFrame]
    edition: str

    def at(self, edition: str) -> FactBook:
        """Return the same book opened at another edition."""
        opened: dict[str, FactBook] = vars(self).setdefault("_opened", {self.edition: self})
        if edition in opened:
            return opened[edition]
        other = opened[edition] = replace(self, edition=edition)
        for name in ("_states", "_new", "money", "editions", "excellent_rows", "_opened"):
            if name in self.__dict__:
                other.__dict__[name] = self.__dict__[name]
        return other

    @cached_property
    def editions(self) -> list[int]:
        """The years of the announcements, oldest first."""
        return [int(year) for year in self.book.tables.editions["edition"]]

    @cached_property
    def rows(self) -> dict[str, dict[str, str]]:
        """The row of each announcement by its year."""
        return {row["edition"]: row for row in self.book.tables.editions.to_dict("records")}

    @property
    def date(self) -> str:
        """The last possible day of the edition's announcement, ISO."""
        return self.day(int(self.edition))

    @kept
    def day(self, year: int) -> str:
        """Return the last possible day of a year's announcement, ISO."""
        return edition_date(self.book.tables.editions, str(year))

    def standing(self, year: int, *, before: bool = False) -> int | None:
        """Return the announcement in force after, or before, that of a year."""
        past = [one for one in self.editions if (one < year if before else one <= year)]
        return past[-1] if past else None

    @cached_property
    def _states(self) -> dict[str, pd.DataFrame]:
        return {}

    def states(self, year: int) -> pd.DataFrame:
        """Return every place's state on the day of a year's announcement."""
        day = self.day(year)
        if day not in self._states:
            self._states[day] = status_on(self.book.tables.events, self.register, day)
        return self._states[day]

    @cached_property
    def _new(self) -> dict[int, list[str]]:
        return {}

    def new(self, year: int) -> list[str]:
        """Return the places awarded in a year, `unit_id`; empty where nothing was announced."""
        if year not in self._new:
            tables = self.book.tables
            known = year in self.editions
            self._new[year] = new_in(tables.events, tables.editions, str(year)) if known else []
        return self._new[year]

    @cached_property
    def money(self) -> MoneyFacts:
        """The programmes and their amounts."""
        return MoneyFacts(self.book)

    def home(self, unit: str, year: int | None = None) -> str:
        """Return the code of a place's province on an edition's day; empty when it is no more."""
        states = self.states(year or int(self.edition))
        return str(states.at[unit, "province_code"]) if unit in states.index else ""

    def name(self, recipient: str, lang: str = "ko") -> str:
        """Return a place's or province's name on the edition's day."""
        try:
            return self.register.full_name(recipient, self.date, lang)
        except KeyError:
            provinces = self.register.provinces_on(self.date)
            column = "name_ko" if lang == "ko" else "short_en"
            return (
                str(provinces.at[recipient, column]) if recipient in provinces.index else recipient
            )

    @kept
    def count(
        self, measure: str, scope: str, year: int, rule: str, *, before: bool = False
    ) -> Answer | None:
        """Return how many there are of a measure.

        Parameters
        ----------
        measure
            A key, or several joined by "+".
        scope
            A province's code, or "" for the nation.
        year
            The year of the announcement.
        rule
            official, strict or units.
        before
            What stood before that announcement.
        """
        if scope == NOWHERE or year > int(self.edition):
            return None
        if "+" in measure:
            parts = [
                self.count(one, scope, year, rule, before=before) for one in measure.split("+")
            ]
            known = [part for part in parts if part is not None]
            return added(known) if len(known) == len(parts) else None
        if before:
            earlier = self.standing(year, before=True)
            if earlier is None:
                return None
            found = self._of(measure, scope, earlier, rule)
            return self._eve(found, scope, year) if found and measure == "total" else found
        at = self.standing(year)
        if at is None or (
            measure not in {"total", "municipalities", "undesignated"} and at != year
        ):
            return None
        return self._of(measure, scope, at, rule)

    def _of(self, measure: str, scope: str, year: int, rule: str) -> Answer | None:
        makers: dict[str, Callable[[], Answer | None]] = {
            "total": lambda: self._total(scope, year, rule),
            "municipalities": lambda: self._municipalities(scope, year, rule),
            "undesignated": lambda: self._undesignated(scope, year),
            "new": lambda: self._new_count(scope, year),
            "growth": lambda: self._growth(scope, year),
            "others": lambda: self._others(scope, year),
            "reviewed": lambda: None if scope else self._reviewed(year),
            "excellent": lambda: self._excellent(scope, year),
        }
        if measure in makers:
            return makers[measure]()
        return self.money.recipients(measure, year, scope, lambda unit: self.home(unit, year))

    def _inside(self, scope: str, year: int) -> pd.DataFrame:
        states = self.states(year)
        return states[states["province_code"] == scope] if scope else states

    def _total(self, scope: str, year: int, rule: str) -> Answer:
        states = self._inside(scope, year)
        count = count_places(states, rule)
        if rule == "strict":
            states = states[states["is_municipality"]]
        rows = [
            {"table": TABLE_EVENTS, "unit_id": str(u)} for u in states.index[states["at_most"] == 1]
        ]
        where = f" of {self.name(scope, 'en')}" if scope else ""
        printed = self.rows.get(str(year), {}).get("total_printed", "")
        if (
            printed
            and not scope
            and rule == "official"
            and count.at_least <= int(printed) <= count.at_most
        ):
            formula = f"learning cities on {self.day(year)}, as printed"
            found = self._printed(
                Answer(int(printed), int(printed), formula, rows), year, "cumulative_total"
            )
            # What the data leave open is no clear mistake either.
            bounds = {float(count.at_least), float(count.at_most)}
            return replace(found, doubtful=found.doubtful | bounds)
        found = Answer(
            count.at_least,
            count.at_most,
            f"learning cities{where} on {self.day(year)}, rule {rule}",
            rows,
        )
        return (
            found if scope or rule != "official" else self._printed(found, year, "cumulative_total")
        )

    def _printed(self, answer: Answer, year: int, column: str) -> Answer:
        """Return an answer with what was printed for it: by the Ministry, and by others."""
        printed = self.tables["printed_totals"]
        mine = printed[(printed["year"] == str(year)) & (printed[column] != "")]
        by = mine["counted_by"] == MINISTRY
        official = {float(v) for v in mine.loc[by, column]} if answer.low != answer.high else set()
        others = {float(v) for v in mine.loc[~by, column]} | {
            float(v) for v in mine.loc[by, column]
        }
        if answer.low != answer.high:
            official |= {float(v) for v in mine[column] if answer.low <= float(v) <= answer.high}
        return replace(answer, also=frozenset(official), doubtful=frozenset(others))

    def _eve(self, answer: Answer, scope: str, year: int) -> Answer:
        """Return a total as it stood before an announcement, as the announcement itself put it."""
        if scope:
            return answer
        row = self.rows.get(str(year), {})
        also = set(answer.also)
        if row.get("total_printed") and row.get("new_printed"):
            also.add(float(int(row["total_printed"]) - int(row["new_printed"])))
        return replace(answer, also=frozenset(also), formula=f"{answer.formula}, before {year}")

    def _municipalities(self, scope: str, year: int, rule: str) -> Answer:
        states = self._inside(scope, year)
        inside = states if rule == "units" else states[states["is_municipality"]]
        rows = [{"table": TABLE_PLACES, "unit_id": str(u)} for u in inside.index]
        where = f" of {self.name(scope, 'en')}" if scope else ""
        printed = (
            self.rows.get(str(year), {}).get("municipalities_printed", "") if not scope else ""
        )
        also = frozenset({float(printed)}) if printed else frozenset()
        return Answer(
            len(inside), len(inside), f"municipalities{where} on {self.day(year)}", rows, also=also
        )

    def _undesignated(self, scope: str, year: int) -> Answer:
        states = self._inside(scope, year)
        inside = states[states["is_municipality"]]
        low, high = int((inside["at_most"] == 0).sum()), int((inside["at_least"] == 0).sum())
        held = int(inside["at_least"].sum())
        rows = [
            {"table": TABLE_EVENTS, "unit_id": str(u)}
            for u in inside.index[inside["at_least"] == 0]
        ]
        return Answer(low, high, f"{len(inside)} - {held}, rule strict, {self.day(year)}", rows)

    def _new_count(self, scope: str, year: int) -> Answer | None:
        if year not in self.editions:
            return None
        new = [unit for unit in self.new(year) if not scope or self.home(unit, year) == scope]
        rows = [{"table": TABLE_EVENTS, "unit_id": unit, "kind": FIRST_AWARD} for unit in new]
        where = f" of {self.name(scope, 'en')}" if scope else ""
        found = Answer(len(new), len(new), f"new{where} in {year}", rows)
        printed = self.rows[str(year)]["new_printed"]
        missing = int(printed) - len(self.new(year)) if printed else 0
        if missing > 0:
            # A place without a year belongs to this announcement; whose it is is open.
            found = replace(found, high=len(new) + missing)
            if not scope:
                found = replace(found, low=int(printed), formula=f"{found.formula}, as printed")
        if scope:
            return found
        doubtful = self._printed(found, year, "new_designations").doubtful | {float(len(new))}
        return replace(found, doubtful=doubtful)

    def _growth(self, scope: str, year: int) -> Answer | None:
        now, then = (
            self.count("total", scope, year, "official"),
            self.count("total", scope, year, "official", before=True),
        )
        new = self._new_count(scope, year)
        if now is None or then is None or new is None:
            return new
        low, high = now.low - then.high, now.high - then.low
        return Answer(
            min(low, new.low), max(high, new.high), f"{now.high:g} - {then.high:g}", new.rows,
            also=frozenset({low, high, new.low, new.high}),
        )  # fmt: skip

    def _others(self, scope: str, year: int) -> Answer | None:
        """Return the new places besides those that a text is about; how many those are is open."""
        new = self._new_count(scope, year)
        if new is None:
            return None
        also = frozenset({new.high - 1, new.high - 2})
        return replace(
            new, low=0, high=max(0, new.high - 1), also=also, formula=f"{new.high:g} - 1", open=True
        )

    def _reviewed(self, year: int) -> Answer | None:
        sizes = self.tables["review_sizes"]
        mine = sizes[sizes["year"] == str(year)]
        main = mine[mine["main"] == "1"]
        if main.empty:
            return None
        value = float(main["printed"].iloc[0])
        others = frozenset(float(v) for v in mine.loc[mine["main"] != "1", "printed"])
        rows = [{"table": TABLE_SIZES, "year": str(year)}]
        return Answer(value, value, f"reviewed in {year}", rows, doubtful=others)

    @cached_property
    def excellent_rows(self) -> pd.DataFrame:
        """The events of the excellent ratings."""
        events = self.book.tables.events
        return events[events["kind"] == "redesignated_excellent"]

    def excellent(self, year: int) -> list[str]:
        """Return the places rated excellent in a year, `unit_id`."""
        rows = self.excellent_rows
        return sorted(set(rows.loc[rows["date_from"].str[:4] == str(year), "unit_id"]))

    def excellent_complete(self, year: int) -> bool:
        """Return whether the list of a year's excellent places is known to be whole."""
        printed = self.money.printed("excellent", year)
        found = len(self.excellent(year))
        return found > 1 if printed is None else printed == found

    def _excellent(self, scope: str, year: int) -> Answer | None:
        units = [u for u in self.excellent(year) if not scope or self.home(u, year) == scope]
        if not self.excellent(year):
            return None
        kind = "redesignated_excellent"
        rows = [{"table": TABLE_EVENTS, "unit_id": u, "kind": kind} for u in units]
        whole = self.excellent_complete(year)
        return Answer(len(units), len(units), f"excellent in {year}", rows, open=not whole)
