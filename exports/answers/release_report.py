"""A checked release as a document: text table, self-contained page, Word file, JSON.

The draft is data: it is escaped wherever it is shown.
"""

from __future__ import annotations

import html
import io
import json
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from analysis.release.model import VERDICTS
from exports.answers.corrected_draft import word_text
from figures.style.tokens import TOKENS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysis.release.model import Claim, Report
    from figures.words.language import Words

MARKS = {"agrees": "✓", "rounded": "≈", "differs": "✗", "underivable": "?", "ambiguous": "⁇"}
"""A sign for each verdict, so that none rests on colour alone."""

REPORT: dict[str, str] = TOKENS["document"]["report"]
COLOURS: dict[str, list[str]] = TOKENS["document"]["verdict"]
"""Paper and ink for each verdict; each pair has a contrast above 7."""

PASSAGE = 60
"""Characters of a passage in the text table."""
ROLES = ("new", "special", "consortium", "incentive", "funded")


def as_json(report: Report, marks: Sequence[str] = ()) -> str:
    """Return the report as JSON, in the documented shape; before an edition's hour with its marks.

    Parameters
    ----------
    report
        The report.
    marks
        From `figures.print.embargo.marks`.
    """
    extra = {"embargo": list(marks)} if marks else {}
    return json.dumps(report.as_json() | extra, ensure_ascii=False, indent=1)


def value_text(speak: Words, value: Any) -> str:
    """Return a stated or computed value in words."""
    if value is None:
        return speak("release.value.none")
    if isinstance(value, dict):
        return _facts_text(speak, value)
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, int | float):
        digits = 0 if float(value).is_integer() else 2
        return speak.number(value, digits)
    return str(value)


def claim_value(speak: Words, claim: Claim, value: Any) -> str:
    """Return a claim's stated or computed value in words; a year has no thousands mark."""
    if claim.kind == "year" and value is not None:
        return str(value)
    if claim.kind in {"amount", "sum"} and isinstance(value, str):
        return re.sub(r"\d+", lambda m: speak.number(int(m[0])), value)
    return value_text(speak, value)


def _facts_text(speak: Words, value: dict[str, Any]) -> str:
    """Return a list's or a place's value in words."""
    if "name" in value:
        role = value["role"]
        name = str(value["name"])
        return f"{name} ({speak(f'release.role.{role}')})" if role in ROLES else name
    if "place" in value:
        key = "release.place.in" if value["in_role"] else "release.place.out"
        return speak(key, place=value["place"])
    parts = []
    if value.get("length") is not None:
        parts.append(speak("release.list.length", count=value["length"]))
    if value.get("names") is not None:
        parts.append(speak("release.list.names", count=value["names"]))
    if value.get("missing"):
        parts.append(speak("release.list.missing", names=", ".join(value["missing"])))
    if value.get("not_in_data"):
        parts.append(speak("release.list.extra", names=", ".join(value["not_in_data"])))
    return "; ".join(parts)


def summary_text(speak: Words, report: Report) -> str:
    """Return the counts of all verdicts in one line."""
    counts = report.summary
    return " · ".join(
        f"{MARKS[v]} {speak(f'release.verdict.{v}')} {speak.number(counts[v])}" for v in VERDICTS
    )


def as_table(report: Report, speak: Words) -> str:
    """Return the report as text, what differs first."""
    lines = [
        speak("release.report.title", edition=report.edition),
        summary_text(speak, report),
        "",
    ]
    for verdict in ("differs", "ambiguous", "underivable", "rounded", "agrees"):
        lines += [_line(speak, claim) for claim in report.claims if claim.verdict == verdict]
    return "\n".join(lines)


def _line(speak: Words, claim: Claim) -> str:
    passage = " ".join(claim.text.split())
    passage = passage if len(passage) <= PASSAGE else passage[: PASSAGE - 3] + "…"  # one line
    computed = claim_value(speak, claim, claim.computed)
    formula = f"  [{claim.formula}]" if claim.formula else ""
    kind = speak(f"release.kind.{claim.kind}")
    return (
        f"{MARKS[claim.verdict]} {speak(f'release.verdict.{claim.verdict}')}  {kind}: "
        f"“{passage}” → {computed}{formula}"
    )


def marked(report: Report) -> str:
    """Return the draft as HTML with its claims marked; what overlaps keeps the first mark."""
    parts: list[str] = []
    at = 0
    for number, claim in enumerate(report.claims, 1):
        if claim.kind == "list" or claim.start < at:
            continue
        parts.append(html.escape(report.text[at : claim.start]))
        parts.append(
            f'<mark class="{claim.verdict}" id="m{number}"><a href="#c{number}">'
            f"{html.escape(report.text[claim.start : claim.end])}</a></mark>"
        )
        at = claim.end
    parts.append(html.escape(report.text[at:]))
    return "".join(parts)


def draft_html(report: Report, speak: Words) -> str:
    """Return the draft line by line with its marks, and its claims in the margin."""
    body = marked(report).split("\n")
    ends = [at for at, sign in enumerate(report.text) if sign == "\n"]
    margin: dict[int, list[str]] = {}
    for number, claim in enumerate(report.claims, 1):
        if claim.verdict != "agrees":
            notes = margin.setdefault(bisect_left(ends, claim.start), [])
            notes.append(_note(speak, number, claim))
    rows = []
    for index, line in enumerate(body):
        notes = margin.get(index, [])
        if line.strip() or notes:
            rows.append(f'<div class="line"><p>{line}</p><aside>{"".join(notes)}</aside></div>')
    return f'<div class="draft">{"".join(rows)}</div>'


def _note(speak: Words, number: int, claim: Claim) -> str:
    text = html.escape(claim_value(speak, claim, claim.computed))
    verdict = html.escape(speak(f"release.verdict.{claim.verdict}"))
    return (
        f'<a class="{claim.verdict}" href="#c{number}">{MARKS[claim.verdict]} {verdict}: {text}</a>'
    )


def style(scope: str = "") -> str:
    """Return the style of the marks and the margin; of a whole page when no scope is given.

    Parameters
    ----------
    scope
        A selector that all rules are kept inside.
    """
    inside = f"{scope} " if scope else ""
    rules = "".join(
        f"{inside}.{name}{{background:{paper};color:{ink}}}"
        for name, (paper, ink) in COLOURS.items()
    )
    whole = (
        "body{font:16px/1.6 Pretendard,'Apple SD Gothic Neo','Malgun Gothic',sans-serif;"
        f"max-width:72rem;margin:2rem auto;padding:0 1rem;color:{REPORT['text']}}}"
        "table{border-collapse:collapse;width:100%;margin-top:2rem}"
        f"td,th{{border-top:1px solid {REPORT['line']};padding:.3rem .5rem;"
        "text-align:left;vertical-align:top}"
    )
    return (
        ("" if scope else whole)
        + f"{inside}.line{{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);"
        "gap:1.5rem}"
        + f"{inside}.line p{{margin:.2rem 0;white-space:pre-wrap;overflow-wrap:anywhere}}"
        + f"{inside}aside a{{display:block;margin:.2rem 0;padding:0 .4rem;font-size:.85rem;"
        "border-radius:3px}"
        + f"{inside}mark{{padding:0 .1em;border-radius:3px}}"
        + f"{inside}a{{color:inherit;text-decoration:none}}"
        + f"@media(max-width:44rem){{{inside}.line{{grid-template-columns:1fr}}}}"
        + rules
    )


def as_html(report: Report, speak: Words, marks: Sequence[str] = ()) -> str:
    """Return the report as one page that needs nothing else; `marks` as for `as_json`."""
    title = html.escape(speak("release.report.title", edition=report.edition))
    heads = "".join(
        f"<th>{html.escape(speak(f'release.column.{name}'))}</th>"
        for name in ("verdict", "kind", "text", "stated", "computed", "formula")
    )
    rows = "".join(_row(speak, number, claim) for number, claim in enumerate(report.claims, 1))
    above = "".join(f"<p><strong>{html.escape(mark)}</strong></p>" for mark in marks)
    return (
        f'<!doctype html><html lang="{speak.lang}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{style()}</style></head><body>{above}<h1>{title}</h1>"
        f"<p>{html.escape(summary_text(speak, report))}</p>{draft_html(report, speak)}"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></body></html>"
    )


def _row(speak: Words, number: int, claim: Claim) -> str:
    cells = [
        f"{MARKS[claim.verdict]} {speak(f'release.verdict.{claim.verdict}')}",
        speak(f"release.kind.{claim.kind}"),
        claim.text,
        claim_value(speak, claim, claim.stated),
        claim_value(speak, claim, claim.computed),
        claim.formula,
    ]
    inner = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
    return f'<tr id="c{number}" class="{claim.verdict}">{inner}</tr>'


def as_docx(report: Report, speak: Words, marks: Sequence[str] = ()) -> bytes:
    """Return the report as a Word file: summary and a table of claims; `marks` as for `as_json`."""
    from docx import Document  # noqa: PLC0415  # slow to import, needed only here

    document = Document()
    for mark in marks:
        document.add_paragraph(mark)
    document.add_heading(speak("release.report.title", edition=report.edition), 1)
    document.add_paragraph(summary_text(speak, report))
    names = ("verdict", "kind", "text", "stated", "computed", "formula")
    table = document.add_table(rows=1, cols=len(names))
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, names, strict=True):
        cell.text = speak(f"release.column.{name}")
    for claim in report.claims:
        values = (
            f"{MARKS[claim.verdict]} {speak(f'release.verdict.{claim.verdict}')}",
            speak(f"release.kind.{claim.kind}"),
            claim.text,
            claim_value(speak, claim, claim.stated),
            claim_value(speak, claim, claim.computed),
            claim.formula,
        )
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = word_text(value)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
