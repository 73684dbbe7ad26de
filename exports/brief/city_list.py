"""Every learning city of the day by province, with the year of its designation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.brief.tidy import LONGEST, TEXT, Column, Table, letters
from figures.words.language import LANGUAGES, words

if TYPE_CHECKING:
    from exports.brief.subject import Subject


def city_table(subject: Subject) -> Table:
    """Return the learning cities, each row as many of a province as a line holds.

    A city that the data are not sure of is in the list, too, as it is in the total's range; a year
    that no source prints is left out.
    """
    facts, lang = subject.facts, subject.lang
    say, other = words(lang), words(LANGUAGES[lang].beside)
    columns = tuple(
        Column(key, say(f"brief.column.{label}"), other(f"brief.column.{label}"), TEXT)
        for key, label in (("province", "province"), ("cities", "cities"))
    )
    states = facts.places
    rows: list[tuple[str, str]] = []
    for code in map(str, facts.point.provinces.index):
        mine = states[(states["province_code"] == code) & (states["at_most"] == 1)]
        ordered = mine.sort_values(["since_from"], kind="stable")
        named = [
            _named(subject, str(unit), str(row["since_from"])[:4], str(row["since_to"])[:4])
            for unit, row in ordered.iterrows()
        ]
        rows += [(facts.province_name(code, lang), line) for line in lines(named)]
    return Table("cities", subject.say("brief.cities"), columns, tuple(rows))


def _named(subject: Subject, unit: str, first: str, last: str) -> str:
    """Return a city with its year, where one is known."""
    name = subject.facts.short_name(unit, subject.lang)
    return f"{name} ({first})" if first == last else name


def lines(names: list[str], room: int = LONGEST) -> list[str]:
    """Return names on as few lines as hold them.

    Parameters
    ----------
    names
        In their order.
    room
        Of a line, in Latin letters.

    Examples
    --------
    >>> lines(["Seoul", "Busan", "Daegu"], 12)
    ['Seoul, Busan', 'Daegu']
    """
    found: list[str] = []
    for name in names:
        longer = f"{found[-1]}, {name}" if found else name
        if found and letters(longer) <= room:
            found[-1] = longer
        else:
            found.append(name)
    return found
