"""A draft of an edition's release, each sentence written from the rows that it rests on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from babel.dates import format_date

from analysis.programmes.grants import COMPLETE, INCENTIVE, NEW, PROVINCE
from analysis.programmes.kinds import PROGRAMMES
from exports.brief.blanks import blank
from exports.release import money, notes
from exports.release.annexes import annexes
from exports.release.draft import BOX, CIRCLE, DASH, STAR, Contact, Draft, Line
from exports.release.subject import Subject
from figures.print.audience import OFFICE
from figures.print.embargo import watermark

if TYPE_CHECKING:
    from analysis.atlas import Atlas
    from exports.release.draft import Row
    from figures.print.audience import Audience
    from figures.print.embargo import Embargo
    from figures.style.theme import Theme


TOTALS = {
    "subtitle": ("draft.subtitle.total", "draft.subtitle.total.first"),
    "sentence": ("draft.total", "draft.total.first"),
}
"""How the total is put: against the edition before, and at the first of all."""

ONE_BY_ONE = {INCENTIVE: "excellent"}
"""Programmes whose recipients are not chosen for it: what the sentence on them is called."""


def draft_of(  # noqa: PLR0913, PLR0917  # of what, in which form, for whom
    atlas: Atlas,
    edition: str,
    lang: str,
    theme: Theme,
    embargo: tuple[Embargo, ...] = (),
    audience: Audience = OFFICE,
) -> Draft:
    """Return the draft of an edition's release.

    Parameters
    ----------
    atlas
        As its reader may see it; an edition before its hour is in an editor's atlas only.
    edition
        The announcement's year.
    lang
        The language.
    theme
        The house style, with the department and whom to call.
    embargo
        The editions whose hour has not come, for the mark.
    audience
        For whom it is, see `figures.print.audience`.

    Raises
    ------
    InputError
        If there is no such edition.
    """
    atlas.edition_date(edition)
    subject = Subject(atlas, edition, lang, theme, embargo, audience)
    return Draft(
        edition=edition,
        lang=lang,
        date=subject.point.date,
        title=_title(subject),
        subtitles=(_total(subject, DASH, "subtitle"), *_paid_subtitle(subject)),
        times=_times(subject),
        department=theme.department[lang] or blank(subject.say("draft.blank.department")),
        contacts=_contacts(subject),
        key_points=_key_points(subject),
        body=_body(subject),
        annexes=annexes(subject),
        watermark=watermark(embargo, subject.say),
        source=subject.source,
    )


def day_text(subject: Subject, iso: str) -> str:
    """Return a day as the head of a release has it: 2023. 3. 6.(월); March 6, 2023 (Mon)."""
    day = dt.date.fromisoformat(iso[:10])
    return str(format_date(day, subject.say("draft.day"), locale=subject.lang))


def _times(subject: Subject) -> tuple[tuple[str, str], ...]:
    """Return the rows of the head: online, paper, given out; a blank where no hour is known."""
    say, row = subject.say, subject.row
    online = str(row["online_at"] or "")
    hour = online[11:16] or blank(say("draft.blank.hour"))
    day = online or subject.day
    online = f"{day_text(subject, day)} {hour}" if day else blank(say("draft.blank.online"))
    paper = str(row["paper_on"] or "")
    paper = (
        say("draft.paper", day=day_text(subject, paper))
        if paper
        else blank(say("draft.blank.paper"))
    )
    given = str(row["briefed_at"] or "")
    given = (
        f"{day_text(subject, given)} {given[11:16]}" if given else blank(say("draft.blank.given"))
    )
    return (
        (say("draft.head.press"), say("draft.head.online", when=online)),
        ("", say("draft.head.paper", when=paper)),
        (say("draft.head.given"), given),
    )


def _contacts(subject: Subject) -> tuple[Contact, ...]:
    """Return whom to call, from the theme; what it leaves empty is a blank."""
    say = subject.say
    found = []
    for role in ("director", "officer"):
        one = subject.theme.contacts[role]
        found.append(
            Contact(
                say(f"draft.role.{role}"),
                one.get(subject.lang) or blank(say("draft.blank.name")),
                one.get("phone") or blank(say("draft.blank.phone")),
            )
        )
    return tuple(found)


def _count(subject: Subject) -> dict[str, str]:
    """Return the figures of the nation as fields of a sentence."""
    say, nation = subject.say, subject.point.nation
    fields = {
        "year": subject.edition,
        "new": say.number(len(subject.new)),
        "count": say.count_range(nation.at_least, nation.at_most),
        "of": say.number(nation.of),
        "share": say.percent_range(nation.share_at_least, nation.share_at_most),
    }
    if subject.before is not None:
        then = subject.before.nation
        fields["before"] = say.count_range(then.at_least, then.at_most)
    return fields


def _behind(subject: Subject) -> tuple[Row, ...]:
    """Return the rows behind the total: the edition's own, and the new places'."""
    return (subject.row, *subject.events(subject.new))


def _title(subject: Subject) -> Line:
    count = len(subject.new)
    text = subject.say.plural("draft.title", count, year=subject.edition)
    return Line(BOX, text, _behind(subject))


def _total(subject: Subject, level: str, key: str) -> Line:
    """Return the total before and after, and the share."""
    whole, first = TOTALS[key]
    text = subject.say(first if subject.before is None else whole, **_count(subject))
    return Line(level, text, _behind(subject), notes.about_total(subject))


def _paid(subject: Subject, level: str, key: str) -> Line:
    """Return what the new cities get."""
    rows = subject.funding[subject.funding["programme"] == NEW]
    whole = len(rows) == len(subject.new)
    say = subject.say
    paid = (
        money.each(say, rows)
        if whole
        else say("draft.paid.blank", blank=blank(say("draft.blank.amount")))
    )
    said = notes.about_money(subject, NEW)
    if not whole:
        said = (*notes.about_list(subject, NEW, len(rows)), *said)
    text = say.plural(key, len(subject.new), paid=paid)
    return Line(level, text, (*_behind(subject), *money.rows_of(rows)), said)


def _paid_subtitle(subject: Subject) -> tuple[Line, ...]:
    return (_paid(subject, DASH, "draft.subtitle.paid"),)


def _key_points(subject: Subject) -> tuple[Line, ...]:
    """Return the framed summary: the new cities, the total, the money."""
    say = subject.say
    return (
        Line(BOX, say.plural("draft.key.new", len(subject.new), year=subject.edition),
             _behind(subject), notes.about_new(subject)),
        _total(subject, CIRCLE, "sentence"),
        _paid(subject, CIRCLE, "draft.paid"),
    )  # fmt: skip


def _body(subject: Subject) -> tuple[Line, ...]:
    """Return the text: who announces what, the new cities, the programmes, the rest, what next."""
    say = subject.say
    day = (
        str(format_date(dt.date.fromisoformat(subject.day), say("draft.short_day"),
                        locale=subject.lang))
        if subject.day
        else blank(say("draft.blank.day"))
    )  # fmt: skip
    names = ", ".join(subject.name(unit) for unit in subject.new)
    lines = [
        Line(
            BOX,
            say.plural(
                "draft.opening",
                len(subject.new),
                day=day,
                year=subject.edition,
                minister=blank(say("draft.blank.minister")),
                president=blank(say("draft.blank.president")),
            ),
            _behind(subject),
        ),
        Line(STAR, say("draft.new.names", names=names), subject.events(subject.new),
             notes.about_new(subject)),
        _total(subject, CIRCLE, "sentence"),
        _paid(subject, BOX, "draft.paid"),
        Line(CIRCLE, blank(say("draft.blank.criteria"))),
    ]  # fmt: skip
    for programme in PROGRAMMES:
        if programme != NEW:
            lines += _programme(subject, programme)
    lines += [
        _rest(subject),
        Line(BOX, blank(say("draft.blank.quote"))),
        Line(BOX, blank(say("draft.blank.schedule"))),
    ]
    return tuple(lines)


def _programme(subject: Subject, programme: str) -> list[Line]:
    """Return how many a programme funds, with what and whom; blanks where its list has gaps."""
    say = subject.say
    rows = subject.funding[subject.funding["programme"] == programme]
    if rows.empty:
        return []
    listed = subject.lists.get(programme)
    printed = listed["recipients_printed"] if listed else ""
    whole = bool(listed) and listed["state"] == COMPLETE  # type: ignore[index]  # bool says so
    sure = whole and (not printed or int(printed) == len(rows)) and not any(rows["shared_by"])
    kinds = set(rows["recipient_kind"])
    count = say.number(len(rows)) if sure else blank(say("draft.blank.count"))
    kind = ONE_BY_ONE.get(programme, "provinces" if kinds == {PROVINCE} else "cities")
    if len(kinds) > 1:
        kind = "mixed"
    named = say(f"programme.{programme}")
    said = notes.about_list(subject, programme, len(rows))
    said += notes.about_money(subject, programme)
    if any(rows["shared_by"]):
        said += (say("draft.note.shared"),)
    behind = tuple(money.rows_of(rows))
    paid = money.each(say, rows)
    text = say(f"draft.programme.{kind}", programme=named, count=count, paid=paid)
    names = ", ".join(_recipient(subject, row) for row in rows.to_dict("records"))
    return [
        Line(BOX, text, behind, said),
        Line(STAR, say("draft.programme.names", programme=named, names=names), behind),
    ]


def _recipient(subject: Subject, row: Row) -> str:
    names = subject.say.names
    province = str(row[f"province_{names}"])
    if row["recipient_kind"] == PROVINCE:
        return province
    return f"{province} {row[f'name_{names}']}"


def _rest(subject: Subject) -> Line:
    """Return how many municipalities are without the title."""
    text = subject.say.plural("draft.rest", len(subject.remaining), asof=subject.as_of)
    rows = tuple(
        {"table": "places", "unit_id": unit, "status": "not_designated"}
        for unit in subject.remaining
    )
    return Line(BOX, text, (subject.row, *rows), notes.about_rest(subject))
