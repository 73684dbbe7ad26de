"""The atlas as one object: the tables read once, and the questions people ask of them.

The command line, the screens, the exports and the Python API all go through this object, so
that they show the same number, and nothing of an edition before its hour: what `Atlas.load`
returns has been cut at the clock already.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn

from analysis import clock
from analysis.answers import Answers
from analysis.coverage import counting as numbers
from analysis.coverage.ledger import check_events, status_on
from analysis.coverage.rules import DEFAULT_RULE
from analysis.editions.editing import Book, standing, with_funding, with_tables
from analysis.editions.embargo import Cut, cut_at, online_at
from analysis.programmes.kinds import programme_faults
from geo.names.resolver import Resolver
from geo.places.lives import life_faults, province_faults
from geo.places.register import Register
from store.errors import InputError
from store.folders import DATA
from store.journal import read_journal
from store.schemas import SPECS
from store.tables import Tables, read_table, read_tables

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from store.journal import Entry

HASHED_TOO = (
    "doubts", "explanations", "programmes", "redesignations", "renewal_rules", "review_sizes",
    "validities",
)  # fmt: skip
"""Tables that are read one by one and decide figures."""

ELSEWHERE = ("access", "clusters", "compare", "gaps", "inequality", "join", "map", "places")
"""What only the analyst's object is asked (docs/notebook.md): it needs shapes and ink."""


@dataclass(frozen=True)
class Atlas:
    """Places, designations and editions, ready for questions.

    Parameters
    ----------
    tables
        The checked tables.
    register
        The places through time.
    root
        The data folder, for tables that are read when they are asked for.
    adopted
        What was taken in since the tables were made; see `analysis.editions.editing`.
    base
        The tables without what was taken in.
    cut
        What was taken out of the tables for the public; None when nothing was.
    cut_book
        The tables with programmes and money as they were cut; None when nothing was.

    Examples
    --------
    >>> atlas = Atlas.load()
    >>> atlas.editions[:3], atlas.editions_dates()[-1]
    (['2001', '2002', '2003'], '2026-03-10')
    >>> atlas.edition_date("2023"), atlas.previous("2011"), len(atlas.new_in("2023"))
    ('2023-03-06', '2007', 7)
    >>> point = atlas.coverage("2023", rule="strict")
    >>> point.nation.designated, point.nation.of
    (192, 226)
    >>> atlas.coverage(date="2023-07-01").edition
    '2023'
    >>> atlas.states("2023-03-06").loc["38340", "status"]
    'designated'
    >>> len(atlas.history("strict")) == len(atlas.editions)
    True
    >>> atlas.resolver.resolve("경남 고성군")
    '38340'
    >>> atlas.sources_of("2023")[0]["source_id"], atlas.publishers_of("2023", "en")[0]
    ('news1-4971860', 'News1')
    >>> len(atlas.table("territory")) > 0, len(atlas.data_hash)
    (True, 12)
    """

    tables: Tables
    register: Register
    root: Path = field(default=DATA, repr=False)
    adopted: tuple[dict[str, Any], ...] = field(default=(), repr=False)
    base: Tables | None = field(default=None, repr=False)
    cut: Cut | None = field(default=None, repr=False)
    cut_book: Book | None = field(default=None, repr=False)
    _answers: Answers = field(default_factory=Answers, init=False, repr=False, compare=False)

    @classmethod
    def load(cls, root: Path = DATA) -> Atlas:
        """Read and check the data folder; return what the public may see now.

        Raises
        ------
        InputError
            With every fault of every table.
        """
        return cls.whole(root).public(clock.now())

    @classmethod
    def whole(cls, root: Path = DATA, entries: Sequence[Entry] | None = None) -> Atlas:
        """Return the atlas with every official edition, those under embargo too; for editors.

        Parameters
        ----------
        root
            The data folder.
        entries
            The journal's entries, where they are known; by default those of its file.

        Raises
        ------
        InputError
            With every fault of every table.
        """
        adopted = standing(read_journal(root) if entries is None else entries).adopted
        base = read_tables(root)
        register = Register.from_tables(base)
        faults = [
            *province_faults(base.provinces),
            *life_faults(base.places, base.changes),
        ]
        if faults:
            raise InputError(faults)
        return cls(base, register, root, base=base).with_only(adopted)

    def with_only(self, adopted: tuple[dict[str, Any], ...]) -> Atlas:
        """Return the atlas with exactly these proposals taken in."""
        base = self.base or self.tables
        tables = with_tables(base, adopted)
        check_events(tables.events, self.register)
        return Atlas(tables, self.register, self.root, adopted, base)

    def public(self, now: dt.datetime) -> Atlas:
        """Return the atlas as the public may see it at a moment; itself when nothing is hidden.

        An edition that was taken in is simply not taken in before its hour, so that the public's
        atlas is the same, to the byte, as if it did not exist. An edition of the tables is cut
        out of them. The register is whole: places are no secret.

        Parameters
        ----------
        now
            The moment, with its zone.
        """
        shown = tuple(one for one in self.adopted if online_at(one["edition_row"]) <= now)
        seen = self if len(shown) == len(self.adopted) else self.with_only(shown)
        cut = cut_at(seen.tables, now)
        if cut is None:
            return seen
        book = cut.book(seen.book)
        tables = book.tables
        return Atlas(tables, self.register, self.root, base=tables, cut=cut, cut_book=book)

    if not TYPE_CHECKING:  # a name that is not here stays a fault to who checks types

        def __getattr__(self, name: str) -> NoReturn:
            """Say where the analyst's questions are answered; asked only for what is not here."""
            advice = f"; `from atlas import Atlas` answers {name!r}" if name in ELSEWHERE else ""
            raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}{advice}")

    def table(self, name: str) -> pd.DataFrame:
        """Return one of the other tables, as far as this atlas's reader may see it.

        Parameters
        ----------
        name
            As in `store.schemas.SPECS`.

        Raises
        ------
        InputError
            With every fault of the table; or if there is none of that name, with those there are.
        """
        if name not in SPECS:
            raise InputError.one(
                "table",
                value=repr(name),
                expected="one of " + ", ".join(sorted(SPECS)),
                next_step="Choose one of them.",
            )
        frame = read_table(name, self.root)
        if "programme" in frame.columns and (faults := programme_faults(frame, SPECS[name].path)):
            raise InputError(faults)
        return frame if self.cut is None else self.cut.table(name, frame)

    @cached_property
    def book(self) -> Book:
        """The tables together with programmes and money, all editions in them."""
        if self.cut_book is not None:
            return self.cut_book
        base = Book(self.tables, self.table("funding"), self.table("programme_lists"))
        return with_funding(base, self.adopted)

    @cached_property
    def resolver(self) -> Resolver:
        """The name resolver, with the latest edition's names as the current ones."""
        return Resolver(self.register, self.edition_date(self.editions[-1]))

    @property
    def editions(self) -> list[str]:
        """The editions, oldest first."""
        return list(self.tables.editions["edition"])

    def edition_date(self, edition: str) -> str:
        """Return the day of an edition's announcement, ISO."""
        return self._answers.once(
            ("day", edition), lambda: numbers.edition_date(self.tables.editions, edition)
        )

    def editions_dates(self) -> list[str]:
        """Return the day of every edition's announcement, oldest first, ISO."""
        return list(self.tables.editions["announced_to"])

    def coverage(
        self,
        edition: str | None = None,
        date: str | dt.date | None = None,
        rule: str = DEFAULT_RULE,
    ) -> numbers.Coverage:
        """Return coverage; see `analysis.coverage.counting.coverage`. Answers are kept.

        A day that nobody knows yet is refused.
        """
        if date is not None:
            date = numbers.iso_day(date)
            # Who prepares an edition knows its day before it has come.
            numbers.check_date(date, max(clock.today(), self.editions_dates()[-1]))
        return self._answers.once(
            ("coverage", edition, date, rule),
            lambda: numbers.coverage(
                self.tables.events,
                self.register,
                self.tables.editions,
                edition=edition,
                date=date,
                rule=rule,
                states_of=self.states,
            ),
        )

    def states(self, date: str) -> pd.DataFrame:
        """Return every place's state on a date; see `analysis.coverage.ledger.status_on`. Kept."""
        return self._answers.once(
            ("states", date), lambda: status_on(self.tables.events, self.register, date)
        )

    def history(self, rule: str = DEFAULT_RULE) -> pd.DataFrame:
        """Return coverage at every edition; see `analysis.coverage.counting.history`. Kept."""
        events, editions = self.tables.events, self.tables.editions
        return self._answers.once(
            ("history", rule),
            lambda: numbers.history(events, self.register, editions, rule, states_of=self.states),
        )

    def new_in(self, edition: str) -> list[str]:
        """Return the places awarded at an edition, as `unit_id`."""
        return self._answers.once(
            ("new", edition),
            lambda: numbers.new_in(self.tables.events, self.tables.editions, edition),
        )

    def previous(self, edition: str) -> str | None:
        """Return the edition before one, or None for the first."""
        at = self.editions.index(edition)
        return self.editions[at - 1] if at else None

    @cached_property
    def data_hash(self) -> str:
        """Twelve hexadecimal digits that change when any table of the atlas does (SHA-256).

        The tables as this atlas's reader sees them, and the files of population and context.
        """
        digest = hashlib.sha256()
        frames = vars(self.tables) | {"funding": self.book.funding, "lists": self.book.lists}
        frames |= {name: self.table(name) for name in HASHED_TOO}
        for name, frame in sorted(frames.items()):
            digest.update(name.encode())
            digest.update(frame.to_csv(index=False, lineterminator="\n").encode())
        for folder in ("context", "population"):
            for path in sorted((self.root / folder).glob("*.csv")):
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:12]

    @cached_property
    def _source_rows(self) -> dict[str, dict[str, str]]:
        columns = ["source_id", "title", "publisher", "publisher_ko", "url", "date"]
        return {one["source_id"]: one for one in self.tables.sources[columns].to_dict("records")}

    @cached_property
    def _sources(self) -> dict[str, list[dict[str, str]]]:
        return {
            edition: [dict(self._source_rows[source]) for source in cited.split(";")]
            for edition, cited in self.tables.editions.set_index("edition")["source_id"].items()
        }

    def sources_of(self, edition: str) -> list[dict[str, str]]:
        """Return the sources of an edition's figures: `source_id`, `title`, `publisher`, `url`."""
        return self._sources[edition]

    def publishers_of(self, edition: str, lang: str) -> list[str]:
        """Return who published an edition's sources, each once, by the language's names."""
        return list(dict.fromkeys(publisher(one, lang) for one in self._sources[edition]))

    def publishers(self, cited: str, lang: str) -> str:
        """Return who published what a row cites, `source_id`s with semicolons, each once.

        Parameters
        ----------
        cited, lang
            As tables have it; "ko" or "en".
        """
        names = (publisher(self._source_rows[one], lang) for one in cited.split(";"))
        return "; ".join(dict.fromkeys(names))

    @cached_property
    def undesignated_basis(self) -> dict[str, str]:
        """How it is known that a place was undesignated in March 2023, by `unit_id`."""
        return {
            self.resolver.resolve(f"{row['province_ko']} {row['municipality_ko']}"): row["status"]
            for row in self.tables.undesignated_2023.to_dict("records")
        }


def publisher(source: Mapping[str, str], lang: str) -> str:
    """Return a source's publisher in a language; as it is written where no other name is known."""
    return (source["publisher_ko"] if lang == "ko" else "") or source["publisher"]


def source_text(source: Mapping[str, str], lang: str) -> str:
    """Return a source as one line: publisher and (English) title, in Korean publisher and date."""
    return f"{publisher(source, lang)}, {source['date' if lang == 'ko' else 'title']}"
