"""Write what `benchmarks.readers.load` measured into docs/capacity.md.

`python -m benchmarks.readers.capacity` replaces what stands between the two marks of the page.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.readers.load import RESULTS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "capacity.md"
FROM, TO = "<!-- measured -->", "<!-- end of what was measured -->"

CROWD = ("readers", "think_s", "visits", "p50_ms", "p95_ms", "cpu_ms_a_visit", "errors")
HEADS = ("readers", "think s", "visits", "p50 ms", "p95 ms", "CPU ms a visit", "errors")

KEYS = ("cold_ms", "warm_ms", "kilobytes", "wire_kilobytes")
"""Of a page."""


def table(heads: tuple[str, ...], rows: list[list[str]]) -> str:
    """Return a table in Markdown; all columns but the first to the right."""
    lines = [list(heads), ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def crowd(name: str, found: dict[str, Any]) -> list[str]:
    """Return a crowd as a row."""
    return [name, *(f"{found[key]:,.0f}" for key in CROWD)]


def measured(facts: dict[str, Any]) -> str:
    """Return the figures as Markdown.

    Parameters
    ----------
    facts
        As `benchmarks.readers.load` writes them.
    """
    on = facts["machine"]
    crowds = facts["crowds"]
    rows = [crowd("one process", one) for one in crowds]
    if "replicas" in facts:
        rows.append(crowd("two replicas behind nginx", facts["replicas"]))
    if "ordinary" in facts:
        rows.append(crowd("the ordinary app, one page", facts["ordinary"]))
    pages = [[page, *(f"{row[key]:,.0f}" for key in KEYS)] for page, row in facts["pages"].items()]
    largest = max(crowds, key=lambda one: one["readers"])
    grown = largest["memory_most_mb"] - crowds[0]["memory_first_mb"]
    memory = (
        f"Memory of the process: {crowds[0]['memory_first_mb']:,.0f} MB before the first crowd, "
        f"{largest['memory_most_mb']:,.0f} MB with {largest['readers']} readers "
        f"({grown / largest['readers']:.1f} MB a reader, what they had drawn included), "
        f"{facts['memory_after_mb']:,.0f} MB after they left."
    )
    return "\n\n".join(
        (
            f"Measured on {on['day']}: {on['processors']} processors, {on['system']}.",
            table(("served by", *HEADS), rows),
            memory,
            table(("page", "cold CPU ms", "warm CPU ms", "kB", "kB on the wire"), pages),
        )
    )


def main() -> None:
    """Replace the figures of the page by those of the last run."""
    facts = json.loads(RESULTS.read_text(encoding="utf-8"))
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(FROM)
    after = rest.partition(TO)[2]
    content = f"{before}{FROM}\n\n{measured(facts)}\n\n{TO}{after}"
    PAGE.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
