"""How long the command line takes, beside the import of pandas: `python -m benchmarks.commands`.

Each is started anew, in turn with the others, so that a busy minute falls on all alike; the
processor's own time says what the machine's other work does not change. Always ends with 0.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results" / "commands.json"
ROUNDS = 7
BASE = "import pandas"
CALLS = {
    BASE: ["-c", "import pandas"],
    "coverage": ["atlas.py", "coverage"],
    "coverage, JSON": ["atlas.py", "coverage", "--format", "json"],
    "resolve": ["atlas.py", "resolve", "경남 고성군"],
}
LIMIT_S, LIMIT_RATIO = 0.6, 2.0


def once(arguments: list[str]) -> tuple[float, float]:
    """Return the seconds by the clock and of the processor that a call takes."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(  # our own program
        [sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    passed, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return passed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure every call, and print it beside its limits."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in CALLS}
    for _ in range(ROUNDS):
        for name, arguments in CALLS.items():
            found[name].append(once(arguments))
    rows = {
        name: {"s": median(a for a, _ in times), "cpu_s": median(b for _, b in times)}
        for name, times in found.items()
    }
    base = rows[BASE]
    print(f"{'call':20}{'s':>8}{'cpu s':>8}{'x pandas':>10}   limits: {LIMIT_S} s, {LIMIT_RATIO} x")
    for name, row in rows.items():
        row["ratio"] = row["cpu_s"] / base["cpu_s"]
        print(f"{name:20}{row['s']:8.2f}{row['cpu_s']:8.2f}{row['ratio']:10.2f}")
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
