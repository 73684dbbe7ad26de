"""What a draft is written from: one edition of the atlas, its rows, and a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from analysis.programmes.grants import with_names
from figures.print.audience import OFFICE
from figures.words.language import words

if TYPE_CHECKING:
    import pandas as pd

    from analysis.atlas import Atlas
    from analysis.coverage.counting import Coverage
    from exports.release.draft import Row
    from figures.print.audience import Audience
    from figures.print.embargo import Embargo
    from figures.style.theme import Theme
    from figures.words.language import Words


@dataclass(frozen=True)
class Subject:
    """An edition that a draft is to be written of.

    Parameters
    ----------
    atlas
        As its reader may see it; what it does not hold cannot be written.
    edition
        The announcement's year.
    lang
        The language.
    theme
        The house style, with the department and whom to call.
    embargo
        The editions whose hour has not come; the draft then carries the mark.
    audience
        For whom it is: who is named as source, and whether with the hash of the data.
    """

    atlas: Atlas
    edition: str
    lang: str
    theme: Theme
    embargo: tuple[Embargo, ...] = ()
    audience: Audience = OFFICE

    @property
    def say(self) -> Words:
        """The words of the language."""
        return words(self.lang)

    @cached_property
    def point(self) -> Coverage:
        """Coverage at the edition, as the Ministry counts."""
        return self.atlas.coverage(edition=self.edition, rule="official")

    @cached_property
    def before(self) -> Coverage | None:
        """Coverage at the edition before; None for the first."""
        last = self.atlas.previous(self.edition)
        return self.atlas.coverage(edition=last, rule="official") if last else None

    @cached_property
    def row(self) -> Row:
        """The edition's row of the table of editions."""
        editions = self.atlas.tables.editions
        found = editions[editions["edition"] == self.edition].to_dict("records")[0]
        return {"table": "editions", **{str(key): value for key, value in found.items()}}

    @cached_property
    def new(self) -> list[str]:
        """The places new at the edition, by province and key."""
        return sorted(self.atlas.new_in(self.edition), key=lambda unit: (self.province(unit), unit))

    @cached_property
    def remaining(self) -> list[str]:
        """The municipalities that are not certainly learning cities, by province and key."""
        rest = self.point.remaining()
        return sorted((str(unit) for unit in rest.index), key=lambda u: (self.province(u), u))

    @cached_property
    def funding(self) -> pd.DataFrame:
        """Who was funded in the edition's year, with names."""
        rows = self.atlas.book.funding
        mine = rows[rows["year"] == self.edition]
        return with_names(mine, self.atlas.register, self.point.date)

    @cached_property
    def lists(self) -> dict[str, Row]:
        """The year's rows of the table of lists, by programme."""
        rows = self.atlas.book.lists
        mine = rows[rows["year"] == self.edition].to_dict("records")
        return {str(row["programme"]): {"table": "programme_lists", **row} for row in mine}

    @property
    def day(self) -> str:
        """The day of the announcement, ISO; empty where only a span is known."""
        same = self.row["announced_from"] == self.row["announced_to"]
        return str(self.row["announced_to"]) if same else ""

    @property
    def as_of(self) -> str:
        """What the figures stand for: a day, or a year's announcement where no day is known."""
        if self.day:
            return self.say("draft.asof.day", date=self.say.date(self.day))
        return self.say("draft.asof.year", year=self.edition)

    @property
    def source(self) -> str:
        """Who published what the figures come from, for the foot of a page."""
        if not self.audience.publishers:
            return self.say("brief.ministry", date=self.say.date(self.point.date))
        named = ", ".join(self.atlas.publishers_of(self.edition, self.lang))
        if not self.audience.evidence:  # who sends it to newspapers has no use for a hash
            return named
        return f"{named} · {self.say('draft.foot.hash', hash=self.atlas.data_hash)}"

    def province(self, unit: str) -> str:
        """Return the code of a place's province on the day."""
        return str(self.point.states.loc[unit, "province_code"])

    def name(self, unit: str) -> str:
        """Return a place's province and name on the day."""
        return self.atlas.register.full_name(unit, self.point.date, self.lang)

    def short_name(self, unit: str) -> str:
        """Return a place's name without its province."""
        return str(self.point.states.loc[unit, f"name_{self.say.names}"])

    @cached_property
    def _shared_names(self) -> set[str]:
        """The names that several places of the day carry, such as 중구."""
        names = self.point.states[f"name_{self.say.names}"]
        return set(names[names.duplicated(keep=False)])

    def listed_name(self, unit: str) -> str:
        """Return a place's name in a list of its province; in full where others share it."""
        short = self.short_name(unit)
        return self.name(unit) if short in self._shared_names else short

    def province_name(self, code: str) -> str:
        """Return a province's short name."""
        column = "province_short_ko" if self.say.names == "ko" else "province_en"
        return str(self.point.provinces.loc[code, column])

    def events(self, units: list[str], *, kind: str = "designated") -> tuple[Row, ...]:
        """Return what is recorded of some places up to the day: the rows behind a sentence."""
        rows = self.atlas.tables.events
        mine = rows[
            rows["unit_id"].isin(units)
            & (rows["kind"] == kind)
            & (rows["date_from"] <= self.point.date)
        ]
        return tuple({"table": "events", **row} for row in mine.to_dict("records"))
