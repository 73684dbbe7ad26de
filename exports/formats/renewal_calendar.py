"""The review calendar as files: rows for a table, and iCalendar (RFC 5545)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from figures.words.language import NO_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analysis.renewals.schedule import Renewal
    from figures.words.language import Words
    from geo.places.register import Register

LINE_OCTETS = 75
"""Longest line of an iCalendar file, in octets (RFC 5545, 3.1)."""


def trace_text(found: Renewal, speak: Words) -> str:
    """Return the rules that gave a place its next review, as sentences."""
    parts = []
    for key, facts in found.trace:
        fields = {name: str(value) for name, value in facts.items()}
        if "group" in facts:
            fields["group"] = speak(f"renewal.group.{facts['group']}")
        if "outcome" in facts:
            fields["outcome"] = speak(f"renewal.outcome.{facts['outcome']}")
        if key == "award" and facts["first"] != facts["last"]:
            key = "award_range"  # noqa: PLW2901  # the same rule, said of a range
        parts.append(speak(f"renewal.trace.{key}", **fields))
    return " ".join(parts)


def award_text(found: Renewal) -> str:
    """Return the year of the award, or its bounds."""
    if found.award_from == found.award_to:
        return str(found.award_from)
    return f"{found.award_from}–{found.award_to}"


def last_outcome(found: Renewal, speak: Words) -> str:
    """Return the last review on record, or that there is none."""
    if not found.outcomes:
        return speak("renewal.no_outcome")
    year, outcome = found.outcomes[-1]
    return f"{year} {speak(f'renewal.outcome.{outcome}')}"


def next_text(found: Renewal, speak: Words) -> str:
    """Return the year of the next review, and the other one where the record leaves two."""
    if found.next_review is None:
        return NO_VALUE
    if found.or_later is None:
        return str(found.next_review)
    return speak("renewal.next_or", year=found.next_review, later=found.or_later)


def calendar_rows(
    found: Mapping[str, Renewal], register: Register, date: str, speak: Words
) -> pd.DataFrame:
    """Return one row a learning city, with the column names of the language.

    Parameters
    ----------
    found
        From `analysis.renewals.schedule.calendar`.
    register
        Gives names and provinces.
    date
        The day of the calendar, ISO.
    speak
        The words of the table.
    """
    places = register.on(date)
    korean = speak.lang == "ko"
    rows = [
        {
            "unit_id": unit,
            speak("renewal.province"): places.loc[
                unit, "province_short_ko" if korean else "province_en"
            ],
            speak("renewal.place"): places.loc[unit, "name_ko" if korean else "name_en"],
            speak("renewal.group"): speak(f"renewal.group.{one.group}"),
            speak("renewal.award"): award_text(one),
            speak("renewal.last"): last_outcome(one, speak),
            speak("renewal.silent"): ", ".join(map(str, one.silent)) or NO_VALUE,
            speak("renewal.next"): next_text(one, speak),
            speak("renewal.why"): trace_text(one, speak),
        }
        for unit, one in found.items()
    ]
    return pd.DataFrame(rows)


def calendar_ics(  # noqa: PLR0913, PLR0917  # what, when, in which words
    found: Mapping[str, Renewal],
    years: Iterable[int],
    names: Mapping[str, str],
    date: str,
    speak: Words,
    marks: Sequence[str] = (),
) -> bytes:
    """Return reviews as an iCalendar file, one all-year entry a place and year.

    Parameters
    ----------
    found
        From `analysis.renewals.schedule.calendar`.
    years
        The years to include.
    names
        Full name by `unit_id`.
    date
        The day of the calendar, ISO; stands as the time stamp, so equal calendars make equal
        bytes.
    speak
        The words of the entries.
    marks
        From `figures.print.embargo.marks`: what a calendar made before an hour says of itself.
    """
    stamp = date.replace("-", "") + "T000000Z"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Learning City Atlas//review calendar//KO",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escape(speak('renewal.title'))}",
        *([f"X-WR-CALDESC:{_escape('; '.join(marks))}"] if marks else []),
    ]
    for year in sorted(set(years)):
        for unit, one in found.items():
            if year not in one.schedule:
                continue
            lines += [
                "BEGIN:VEVENT",
                f"UID:{unit}-{year}@learning-city-atlas",
                f"DTSTAMP:{stamp}",
                f"DTSTART;VALUE=DATE:{year}0101",
                f"DTEND;VALUE=DATE:{year + 1}0101",
                f"SUMMARY:{_escape(speak('renewal.event', name=names[unit], year=year))}",
                f"DESCRIPTION:{_escape(trace_text(one, speak))}",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
            ]
    lines.append("END:VCALENDAR")
    return "".join(_fold(line) + "\r\n" for line in lines).encode()


def _escape(text: str) -> str:
    """Return a text as an iCalendar value (RFC 5545, 3.3.11)."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _fold(line: str) -> str:
    """Return a line folded at `LINE_OCTETS`, never inside a letter."""
    folded, size = [""], 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LINE_OCTETS:
            folded.append(" ")
            size = 1
        folded[-1] += sign
        size += octets
    return "\r\n".join(folded)
