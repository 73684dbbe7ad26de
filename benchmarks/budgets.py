"""The budgets, each as a ratio or a limit on what one run measured, and the table of results."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Medians = dict[str, dict[str, float]]

APPS = ("blank", "full", "simplified", "atlas", "chart_and_frame")


NO_LIMIT = "—"


@dataclass(frozen=True)
class Budget:
    """One line of the table.

    Parameters
    ----------
    what
        Is limited.
    value
        Takes it from the medians.
    limit
        The most it may be; None where a figure is told beside a budget and is none itself.
    unit
        Printed after both: a multiple of something, kB (1,000 bytes), ms or a count.
    """

    what: str
    value: Callable[[Medians], float]
    limit: float | None
    unit: str


def _ratio(name: str, other: str, base: str) -> Callable[[Medians], float]:
    return lambda found: found["atlas"][name] / found[base][other]


def _plain(name: str, scale: float = 1) -> Callable[[Medians], float]:
    return lambda found: found["atlas"][name] / scale


BUDGETS = (
    Budget(
        "first map, against the blank page's first text",
        _ratio("first_ms", "first_ms", "blank"),
        1.8,
        "×",
    ),
    Budget(
        "first map of a server just started, against the ordinary way simplified, just started too",
        _ratio("cold_first_ms", "cold_first_ms", "simplified"),
        0.6,
        "×",
    ),
    Budget(
        "the same, once each has read its data for an earlier reader",
        _ratio("first_ms", "first_ms", "simplified"),
        None,
        "×",
    ),
    Budget(
        "change of year to repainted map, against the blank page's rerun",
        _ratio("change_ms", "change_ms", "blank"),
        2.0,
        "×",
    ),
    Budget(
        "the same until every figure of the page is of that year",
        _ratio("figures_ms", "change_ms", "blank"),
        None,
        "×",
    ),
    Budget(
        "change of year to repainted map, against the ordinary way simplified",
        _ratio("change_ms", "change_ms", "simplified"),
        0.3,
        "×",
    ),
    Budget("bytes of a change of year, on the wire", _plain("change_wire_bytes", 1000), 10, "kB"),
    Budget("map data of the first load, on the wire", _plain("map_bytes", 1000), 250, "kB"),
    Budget("reruns caused by panning and zooming", _plain("pan_runs"), 0, ""),
    Budget(
        "change of page, against the blank page's rerun",
        _ratio("page_ms", "change_ms", "blank"),
        4.0,
        "×",
    ),
    Budget(
        "place picked to its card, against the blank page's rerun",
        _ratio("card_ms", "change_ms", "blank"),
        4.0,
        "×",
    ),
    Budget(
        "another part of the gaps page, against the blank page's rerun",
        _ratio("gaps_ms", "change_ms", "blank"),
        4.0,
        "×",
    ),
    Budget("step of the time player, frame included", _plain("step_ms"), 50, "ms"),
    Budget("bytes of a step of the time player", _plain("step_bytes"), 0, ""),
    Budget("server time of a change of rule", _plain("rule_server_ms"), 60, "ms"),
    Budget("server time of a change of language", _plain("language_server_ms"), 60, "ms"),
    Budget(
        "first load on the wire, against an unconfigured page with a chart and a table",
        _ratio("first_wire_bytes", "first_wire_bytes", "chart_and_frame"),
        0.6,
        "×",
    ),
)

SHOWN = (
    ("first_ms", "first text or map, ms", 1),
    ("cold_first_ms", "the same, first page of a server just started, ms", 1),
    ("first_wire_bytes", "first load on the wire, kB", 1000),
    ("map_bytes", "of it map data, kB", 1000),
    ("change_ms", "rerun or change of year, ms", 1),
    ("figures_ms", "change of year, every figure of the page, ms", 1),
    ("change_bytes", "bytes as the page reads them, kB", 1000),
    ("change_wire_bytes", "bytes on the wire, kB", 1000),
    ("change_server_ms", "server time of a change of year, ms", 1),
    ("rule_server_ms", "server time of a change of rule, ms", 1),
    ("language_server_ms", "server time of a change of language, ms", 1),
    ("card_ms", "place picked to card, ms", 1),
    ("page_ms", "change of page, ms", 1),
    ("gaps_ms", "another part of the gaps page, ms", 1),
    ("gaps_worst_ms", "the slowest of them, ms", 1),
    ("step_script_ms", "player step, script only, ms", 1),
    ("step_ms", "player step, frame included, ms", 1),
    ("pan_runs", "reruns by panning and zooming", 1),
)


def medians(samples: dict[str, list[dict[str, float]]]) -> Medians:
    """Return the median of every measure of every app."""
    return {
        app: {
            name: median(row[name] for row in rows if name in row)
            for name in dict.fromkeys(key for row in rows for key in row)
        }
        for app, rows in samples.items()
    }


def measures(found: Medians) -> str:
    """Return the medians as a Markdown table, one column an app."""
    lines = ["| measure | " + " | ".join(APPS) + " |", "|---" * (len(APPS) + 1) + "|"]
    for name, title, scale in SHOWN:
        cells = [
            f"{found[app][name] / scale:,.0f}" if name in found.get(app, {}) else "—"
            for app in APPS
        ]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def verdicts(found: Medians) -> str:
    """Return the budgets as a Markdown table with a mark each."""
    lines = ["| budget | measured | at most | |", "|---|---:|---:|---|"]
    for budget in BUDGETS:
        most = NO_LIMIT if budget.limit is None else f"{budget.limit:g} {budget.unit}"
        try:
            value = budget.value(found)
        except KeyError:
            lines.append(f"| {budget.what} | — | {most} | not measured |")
            continue
        shown = f"{value:.2f}" if budget.unit == "×" else f"{value:.1f}"
        mark = ""
        if budget.limit is not None:
            mark = "pass" if value <= budget.limit else "FAIL"
        lines.append(f"| {budget.what} | {shown} {budget.unit} | {most} | {mark} |")
    return "\n".join(lines)
