"""What an officer should know before a draft goes out: what changed, and what people will ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.programmes.grants import COMPLETE, PROVINCE

if TYPE_CHECKING:
    from exports.release.subject import Subject


def about_total(subject: Subject) -> tuple[str, ...]:
    """Return what explains the new total against the last one, and against what others print."""
    say, notes = subject.say, []
    before, now = subject.before, subject.point
    if before is not None and before.nation.designated is not None:
        added = before.nation.designated + len(subject.new)
        if added != now.nation.designated:
            notes.append(
                say(
                    "draft.note.sum",
                    before=say.number(before.nation.designated),
                    new=say.number(len(subject.new)),
                    added=say.number(added),
                    count=say.count_range(now.nation.at_least, now.nation.at_most),
                )
            )
        notes += [say("draft.note.gone", place=subject.name(unit)) for unit in gone(subject)]
    if before is not None and before.nation.of != now.nation.of:
        notes.append(
            say(
                "draft.note.municipalities",
                before=say.number(before.nation.of),
                of=say.number(now.nation.of),
            )
        )
    notes += [_split(subject, row) for row in _changes(subject)]
    notes += _printed(subject)
    return tuple(notes)


def gone(subject: Subject) -> list[str]:
    """Return the places that counted at the edition before and do not any more."""
    if subject.before is None:
        return []
    then, now = subject.before.states, subject.point.states
    held = set(then.index[then["at_least"] == 1])
    left = set(now.index[now["at_most"] == 0])
    return sorted(str(unit) for unit in held & left)


def about_new(subject: Subject) -> tuple[str, ...]:
    """Return which of the new places held the title once before, and of whom that is doubted."""
    say = subject.say
    doubts = subject.atlas.table("doubts")
    reason = f"reason_{say.names}"
    notes = []
    for unit in subject.new:
        awards = subject.events([unit])
        if len(awards) > 1:
            year = str(awards[0]["date_to"])[:4]
            notes.append(say("draft.note.back", place=subject.name(unit), year=year))
            notes += list(doubts.loc[doubts["unit_id"] == unit, reason])
    return tuple(notes)


def about_rest(subject: Subject) -> tuple[str, ...]:
    """Return why the rest is not what is left when the total is taken from all municipalities."""
    say, nation = subject.say, subject.point.nation
    if nation.designated is None or nation.of - nation.designated == len(subject.remaining):
        return ()
    return (
        say(
            "draft.note.rest",
            of=say.number(nation.of),
            count=say.number(nation.designated),
            wrong=say.number(nation.of - nation.designated),
            right=say.number(len(subject.remaining)),
        ),
    )


def about_list(subject: Subject, programme: str, found: int) -> tuple[str, ...]:
    """Return what is missing in the data of one programme of the year."""
    say = subject.say
    row = subject.lists.get(programme)
    notes = []
    if row is None or row["state"] != COMPLETE:
        notes.append(say.plural("draft.note.partial", found))
    elif row["recipients_printed"] and int(row["recipients_printed"]) != found:
        printed = say.number(int(row["recipients_printed"]))
        notes.append(say("draft.note.printed", printed=printed, found=say.number(found)))
    return tuple(notes)


def about_money(subject: Subject, programme: str) -> tuple[str, ...]:
    """Return which amounts of a programme sources differ on, or do not print."""
    say = subject.say
    rows = subject.funding[subject.funding["programme"] == programme]
    notes = []
    for certainty in ("disputed", "unknown"):
        mine = rows[rows["certainty"] == certainty]
        if len(mine):
            names = ", ".join(_recipient(subject, row) for row in mine.to_dict("records"))
            notes.append(say(f"draft.note.{certainty}", names=names))
    return tuple(notes)


def _recipient(subject: Subject, row: dict[str, str]) -> str:
    names = subject.say.names
    if row["recipient_kind"] == PROVINCE:
        return row[f"province_{names}"]
    return f"{row[f'province_{names}']} {row[f'name_{names}']}"


def _changes(subject: Subject) -> list[dict[str, str]]:
    """Return the changes of places between the edition before and this one."""
    if subject.before is None:
        return []
    changes = subject.atlas.tables.changes
    mine = changes[
        (changes["effective_date"] > subject.before.date)
        & (changes["effective_date"] <= subject.point.date)
    ]
    return [{str(k): str(v) for k, v in row.items()} for row in mine.to_dict("records")]


def _split(subject: Subject, row: dict[str, str]) -> str:
    """Return one change of places in words, as people call them before and after it."""
    register, say = subject.atlas.register, subject.say
    before = subject.before.date if subject.before else row["effective_date"]

    def named(units: str, date: str) -> str:
        return ", ".join(register.full_name(unit, date, subject.lang) for unit in units.split(";"))

    return say(
        "draft.note.change",
        date=say.date(row["effective_date"]),
        before=named(row["from_units"], before),
        after=named(row["to_units"], subject.point.date),
    )


def _printed(subject: Subject) -> list[str]:
    """Return what others printed of the year, and what is known of why."""
    say = subject.say
    table = subject.atlas.table("explanations")
    mine = table[table["concerns_year"] == subject.edition]
    return [
        say(
            "draft.note.elsewhere",
            printed=row["printed"],
            explanation=row[f"explanation_{say.names}"],
        )
        for row in mine.to_dict("records")
    ]
