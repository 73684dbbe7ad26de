"""The register: which places exist on a date, under which name, in which province.

A place keeps its `unit_id` while its name, kind or province change; each state is a row with
`valid_from` and an inclusive `valid_to`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

from store.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from store.tables import Tables

FIRST_DAY = "2001-01-01"
"""The register starts here; no learning city is older."""


def valid_on(frame: pd.DataFrame, date: str) -> pd.DataFrame:
    """Return the rows whose `valid_from`-`valid_to` interval holds a date (ISO text)."""
    return frame[
        (frame["valid_from"] <= date) & ((frame["valid_to"] == "") | (date <= frame["valid_to"]))
    ]


@dataclass(frozen=True)
class Register:
    """The municipalities of Korea and the three places beside them, through time.

    Parameters
    ----------
    places
        One row a state of a place.
    provinces
        One row a state of a province.
    changes
        One row a merger, split, creation, renaming or move.
    codes
        The official codes each place was published under.
    hanja
        Names in Chinese characters.
    """

    places: pd.DataFrame
    provinces: pd.DataFrame
    changes: pd.DataFrame
    codes: pd.DataFrame
    hanja: pd.DataFrame

    @cached_property
    def kept(self) -> dict[str, Any]:
        """What other modules derive from the register once."""
        return {}

    def __getstate__(self) -> dict[str, Any]:
        """Send the tables alone to another process; it derives the rest itself."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @classmethod
    def from_tables(cls, tables: Tables) -> Register:
        """Return the register held in the atlas's tables."""
        return cls(tables.places, tables.provinces, tables.changes, tables.codes, tables.hanja)

    def on(self, date: str) -> pd.DataFrame:
        """Return the places of a date.

        Parameters
        ----------
        date
            ISO date, not before `FIRST_DAY`.

        Returns
        -------
        :
            Index `unit_id` in code order; columns `name_ko`, `name_en`, `kind`,
            `is_municipality` (bool), `province_code`, `province_ko`, `province_short_ko`,
            `province_en` (the Ministry's short style), `province_name_en`.

        Raises
        ------
        InputError
            If the date lies before the register.

        Examples
        --------
        >>> from analysis.atlas import Atlas
        >>> register = Atlas.load().register
        >>> register.on("2023-03-06").loc["38340", ["name_en", "province_en"]].tolist()
        ['Goseong-gun', 'Gyeongnam']
        """
        if date < FIRST_DAY:
            raise InputError.one(
                "date",
                value=date,
                expected=f"{FIRST_DAY} or later",
                next_step="The first learning cities were designated in 2001.",
            )
        if date not in self._by_date:
            self._by_date[date] = self._places_on(date)
        return self._by_date[date]

    @cached_property
    def _by_date(self) -> dict[str, pd.DataFrame]:
        return {}

    def _places_on(self, date: str) -> pd.DataFrame:
        provinces = valid_on(self.provinces, date).rename(
            columns={
                "name_ko": "province_ko",
                "short_ko": "province_short_ko",
                "short_en": "province_en",
                "name_en": "province_name_en",
            }
        )
        columns = ["province_code", "province_ko", "province_short_ko"]
        columns += ["province_en", "province_name_en"]
        places = valid_on(self.places, date)[
            ["unit_id", "name_ko", "name_en", "kind", "is_municipality", "province_code"]
        ].merge(provinces[columns], on="province_code", how="left", validate="many_to_one")
        places["is_municipality"] = places["is_municipality"] == "1"
        return places.set_index("unit_id").sort_index()

    def provinces_on(self, date: str) -> pd.DataFrame:
        """Return the provinces of a date, index `province_code` in code order.

        Examples
        --------
        >>> from analysis.atlas import Atlas
        >>> len(Atlas.load().register.provinces_on("2023-03-06"))
        17
        """
        if date not in self._provinces_by_date:
            found = valid_on(self.provinces, date).set_index("province_code").sort_index()
            self._provinces_by_date[date] = found
        return self._provinces_by_date[date]

    @cached_property
    def _provinces_by_date(self) -> dict[str, pd.DataFrame]:
        return {}

    def municipality_count(self, date: str) -> int:
        """Return how many municipalities there are on a date: 226 on 6 March 2023.

        Examples
        --------
        >>> from analysis.atlas import Atlas
        >>> register = Atlas.load().register
        >>> register.municipality_count("2014-06-30"), register.municipality_count("2014-07-01")
        (227, 226)
        """
        return int(self.on(date)["is_municipality"].sum())

    def lives(self) -> pd.DataFrame:
        """Return each place's first and last day, index `unit_id`; a blank end is still open.

        Examples
        --------
        >>> from analysis.atlas import Atlas
        >>> Atlas.load().register.lives().loc["33310"].tolist()
        ['2001-01-01', '2014-06-30']
        """
        grouped = self.places.sort_values("valid_from").groupby("unit_id")
        return grouped.agg(valid_from=("valid_from", "first"), valid_to=("valid_to", "last"))

    def successors(self, unit_id: str) -> tuple[str, ...]:
        """Return the places that took over when this one ended; empty while it lives.

        Examples
        --------
        >>> from analysis.atlas import Atlas
        >>> register = Atlas.load().register
        >>> register.successors("33310")
        ('33040',)
        """
        return self._kin(unit_id, "from_units", "to_units")

    def predecessors(self, unit_id: str) -> tuple[str, ...]:
        """Return the places this one was made from or absorbed.

        Examples
        --------
        >>> from analysis.atlas import Atlas
        >>> register = Atlas.load().register
        >>> register.predecessors("33040")
        ('33310',)
        """
        return self._kin(unit_id, "to_units", "from_units")

    def successors_by_law(self, unit_id: str) -> tuple[str, ...]:
        """Return the places a change of law made from this one, whether it ended or lives on."""
        moved = self.changes[self.changes["kind"].isin(["created", "merged", "split"])]
        return tuple(
            unit
            for row in moved.to_dict("records")
            if unit_id in row["from_units"].split(";")
            for unit in row["to_units"].split(";")
            if unit != unit_id
        )

    def _kin(self, unit_id: str, mine: str, theirs: str) -> tuple[str, ...]:
        moved = self.changes[self.changes["kind"].isin(["created", "merged", "split"])]
        found: list[str] = []
        for row in moved.to_dict("records"):
            if unit_id in row[mine].split(";"):
                found += [unit for unit in row[theirs].split(";") if unit != unit_id]
        if mine == "from_units" and self.lives().at[unit_id, "valid_to"] == "":
            return ()
        return tuple(dict.fromkeys(found))

    def full_name(self, unit_id: str, date: str, lang: str = "ko") -> str:
        """Return province and name as one text, "경남 고성군" or "Gyeongnam Goseong-gun".

        Raises
        ------
        KeyError
            If the place does not exist on the date.

        Examples
        --------
        >>> from analysis.atlas import Atlas
        >>> register = Atlas.load().register
        >>> register.full_name("37310", "2023-03-06", "en")
        'Gyeongbuk Gunwi-gun'
        >>> register.full_name("37310", "2024-03-06", "en")
        'Daegu Gunwi-gun'
        """
        if (date, lang) not in self._full_names:
            self._full_names[date, lang] = dict(self._named(date, lang))
        return self._full_names[date, lang][unit_id]

    @cached_property
    def _full_names(self) -> dict[tuple[str, str], dict[str, str]]:
        return {}

    def _named(self, date: str, lang: str) -> Iterator[tuple[str, str]]:
        """Yield each place of a date with its full name."""
        korean = lang == "ko"
        for row in self.on(date).itertuples():
            province = row.province_short_ko if korean else row.province_en
            name = f"{province} {row.name_ko if korean else row.name_en}"
            if row.kind == "special_city":
                name = str(row.province_ko if korean else row.province_en)
            yield str(row.Index), name
