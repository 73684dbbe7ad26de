"""The annexes of a draft: new cities with their money, all cities by province and year, concept."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from analysis.programmes.grants import NEW
from analysis.programmes.kinds import PROGRAMMES
from analysis.renewals.rules import EVERY_GROUP
from exports.brief.blanks import blank
from exports.release import money, notes
from exports.release.draft import BOX, CIRCLE, STAR, Annex, Grid, Line

if TYPE_CHECKING:
    from exports.release.draft import Row
    from exports.release.subject import Subject


def annexes(subject: Subject) -> tuple[Annex, ...]:
    """Return the three annexes."""
    return funded(subject), everywhere(subject), concept(subject)


def funded(subject: Subject) -> Annex:
    """Return annex 1: the new cities and who is funded, by programme, with the amounts."""
    say = subject.say
    names = f"{say.names}"
    parts: list[Line | Grid] = []
    paid = subject.funding[subject.funding["programme"] == NEW]
    by_place = {row["recipient_id"]: row for row in paid.to_dict("records")}
    heads = tuple(say(f"draft.column.{key}") for key in ("province", "new", "amount"))
    unknown = blank(say("draft.blank.amount"))
    parts.append(
        Grid(
            say("draft.table.new", year=subject.edition),
            heads,
            tuple(
                (
                    subject.province_name(subject.province(unit)),
                    subject.short_name(unit),
                    money.cell(say, by_place[unit]) if unit in by_place else unknown,
                )
                for unit in subject.new
            ),
            frozenset({2}),
            (*subject.events(subject.new), *money.rows_of(paid)),
            notes.about_money(subject, NEW),
        )
    )
    for programme in PROGRAMMES:
        rows = subject.funding[subject.funding["programme"] == programme]
        if programme == NEW or rows.empty:
            continue
        title = say("draft.table.programme", programme=say(f"programme.{programme}"))
        heads = (
            say("draft.column.province"),
            say("draft.column.recipient", programme=say(f"programme.{programme}")),
            say("draft.column.amount"),
        )
        cells = tuple(
            (row[f"province_{names}"], row[f"name_{names}"], money.cell(say, row))
            for row in rows.to_dict("records")
        )
        said = notes.about_list(subject, programme, len(rows))
        said += notes.about_money(subject, programme)
        parts.append(Grid(title, heads, cells, frozenset({2}), tuple(money.rows_of(rows)), said))
    return Annex(say("draft.annex.funded", year=subject.edition), tuple(parts))


def everywhere(subject: Subject) -> Annex:
    """Return annex 2: every learning city by province and year, and who is not designated."""
    say = subject.say
    return Annex(
        say("draft.annex.everywhere"),
        (
            _provinces(subject),
            Grid(
                say("draft.table.cities", asof=subject.as_of),
                tuple(say(f"draft.column.{key}") for key in ("province", "year", "cities")),
                tuple(_by_year(subject)),
                frozenset(),
                subject.events([str(unit) for unit in subject.point.states.index]),
                _undated(subject),
            ),
            Grid(
                say("draft.table.rest", asof=subject.as_of),
                tuple(say(f"draft.column.{key}") for key in ("province", "rest")),
                tuple(_rest(subject)),
                frozenset(),
                tuple(
                    {"table": "places", "unit_id": unit, "status": "not_designated"}
                    for unit in subject.remaining
                ),
                notes.about_rest(subject),
            ),
        ),
    )


def _provinces(subject: Subject) -> Grid:
    """Return the provinces with their counts, in the official order, the nation last."""
    say, point = subject.say, subject.point
    keys = ("province", "municipalities", "total", "share", "new_count", "rest_count")
    heads = tuple(say(f"draft.column.{key}", year=subject.edition) for key in keys)
    fresh = [subject.province(unit) for unit in subject.new]
    left = [subject.province(unit) for unit in subject.remaining]
    cells = []
    for code in map(str, point.provinces.index):
        count = point.province(code)
        cells.append(
            (
                subject.province_name(code),
                say.number(count.of) if count.of else "—",
                say.count_range(count.at_least, count.at_most),
                say.percent_range(count.share_at_least, count.share_at_most),
                say.number(fresh.count(code)),
                say.number(left.count(code)) if count.of else "—",
            )
        )
    nation = point.nation
    cells.append(
        (
            say("nation"),
            say.number(nation.of),
            say.count_range(nation.at_least, nation.at_most),
            say.percent_range(nation.share_at_least, nation.share_at_most),
            say.number(len(fresh)),
            say.number(len(left)),
        )
    )
    return Grid(
        say("draft.table.provinces", asof=subject.as_of),
        heads,
        tuple(cells),
        frozenset(range(1, len(keys))),
        (subject.row,),
        notes.about_total(subject),
    )


def held(subject: Subject) -> list[str]:
    """Return the places that are, or may be, learning cities on the day."""
    states = subject.point.states
    return [str(unit) for unit in states.index[states["at_most"] == 1]]


def _by_year(subject: Subject) -> list[tuple[str, str, str]]:
    """Return each province's cities by the year of the award they hold; no year is a blank."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for unit in held(subject):
        row = subject.point.states.loc[unit]
        first, last = str(row["since_from"])[:4], str(row["since_to"])[:4]
        found[subject.province(unit), first if first == last else ""].append(unit)
    rows = []
    for (code, year), units in sorted(found.items(), key=lambda item: (item[0][0], item[0][1])):
        shown = subject.say.when(year) if year else blank(subject.say("draft.blank.year"))
        names = ", ".join(subject.listed_name(unit) for unit in units)
        rows.append((subject.province_name(code), shown, names))
    return rows


def _undated(subject: Subject) -> tuple[str, ...]:
    """Return what is known of the cities whose year no source prints."""
    states = subject.point.states
    open_years = [
        unit
        for unit in held(subject)
        if str(states.loc[unit, "since_from"])[:4] != str(states.loc[unit, "since_to"])[:4]
    ]
    names = ", ".join(subject.name(unit) for unit in open_years)
    return (subject.say("draft.note.undated", names=names),) if open_years else ()


def _rest(subject: Subject) -> list[tuple[str, str]]:
    """Return the municipalities without the title, a row a province that has any."""
    found: dict[str, list[str]] = defaultdict(list)
    for unit in subject.remaining:
        found[subject.province(unit)].append(subject.listed_name(unit))
    return [(subject.province_name(code), ", ".join(names)) for code, names in found.items()]


def concept(subject: Subject) -> Annex:
    """Return annex 3: what a learning city is, how it is designated and reviewed."""
    say = subject.say
    first = subject.atlas.editions[0]
    rules = subject.atlas.table("renewal_rules")
    mine = rules[(rules["from_year"].astype(int) <= int(subject.edition))]
    values = {
        row["rule"]: row for row in mine[mine["review_group"] == EVERY_GROUP].to_dict("records")
    }
    behind: tuple[Row, ...] = tuple({"table": "renewal_rules", **row} for row in values.values())
    said: tuple[str, ...] = ()
    review = blank(say("draft.blank.review"))
    if "first_review_after_years" in values:
        review = say(
            "draft.concept.review",
            wait=values["first_review_after_years"]["value"],
            interval=values["interval_years"]["value"],
        )
        said = (say("draft.note.rule", year=values["interval_years"]["from_year"]),)
    return Annex(
        say("draft.annex.concept"),
        (
            Line(BOX, say("draft.concept.what")),
            Line(CIRCLE, say("draft.concept.meaning")),
            Line(BOX, say("draft.concept.designation")),
            Line(CIRCLE, say("draft.concept.first", first=first), (subject.row,)),
            Line(CIRCLE, blank(say("draft.blank.criteria"))),
            Line(BOX, say("draft.concept.redesignation")),
            Line(CIRCLE, review, behind, said),
            Line(STAR, say("draft.concept.counted"), notes=notes.about_rest(subject)),
        ),
    )
