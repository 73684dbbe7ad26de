"""Measure the release check on the labelled texts: false alarms, what is caught, what is judged.

Run as `python -m benchmarks.release.release_figures [corpus.jsonl …]`; by default those of tests.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from analysis.atlas import Atlas
from analysis.release.judge.drafts import check_draft

CORPORA = sorted(
    (Path(__file__).resolve().parents[2] / "tests" / "corpora").glob("release_*.jsonl")
)
YES = {"agrees", "rounded"}
JUDGED = YES | {"differs"}
NAMES = {"list", "place"}


def place_of(text: str, part: str, occurrence: int) -> tuple[int, int]:
    """Return where the n-th occurrence of a part stands."""
    at = -1
    for _ in range(occurrence):
        at = text.index(part, at + 1)
    return at, at + len(part)


def shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the shared part of two stretches as a share of both together."""
    inside = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return inside / (max(one[1], other[1]) - min(one[0], other[0]))


def right(statement: dict[str, Any], verdict: str, kind: str) -> bool:
    """Return whether a verdict is one that a statement deserves."""
    label = statement["verdict"]
    deserved = set(label if isinstance(label, list) else [label])
    if kind == "place" and statement["kind"] == "list" and deserved == {"differs"}:
        return verdict in YES
    return verdict in deserved or bool(deserved & YES and verdict in YES)


def score(case: dict[str, Any], claims: list[Any]) -> dict[str, int]:
    """Return the counts of one text."""
    gold = [s | {"at": place_of(case["text"], s["span"], s["occurrence"])} for s in case["gold"]]
    found = dict.fromkeys(
        ("alarms", "true", "wrong", "caught", "decidable", "settled", "judged", "right"), 0
    )
    hits = []
    for claim in claims:
        at = (claim.start, claim.end)
        near = [
            s for s in gold if shared(at, s["at"]) and (s["kind"] in NAMES) == (claim.kind in NAMES)
        ]
        same = [s for s in near if s["kind"] == claim.kind] if claim.kind in NAMES else near
        mine = max(same or near, key=lambda s: shared(at, s["at"]), default=None)
        hits.append((claim, mine))
        if claim.verdict == "differs":
            found["alarms"] += 1
            found["true"] += mine is not None and right(mine, "differs", claim.kind)
    for statement in gold:
        got = [c for c, s in hits if s is statement]
        verdict = (
            max(got, key=lambda c: shared((c.start, c.end), statement["at"])).verdict if got else ""
        )
        label = statement["verdict"]
        if label in ("differs", ["differs"]):
            found["wrong"] += 1
            found["caught"] += any(c.verdict == "differs" for c in got)
        found["decidable"] += statement["decidable"]
        found["settled"] += statement["decidable"] and verdict in JUDGED
        found["judged"] += verdict in JUDGED
        found["right"] += verdict in JUDGED and right(statement, verdict, statement["kind"])
    return found


def main(paths: list[Path]) -> None:
    """Print the figures of each corpus."""
    atlas = Atlas.load()
    for path in paths:
        totals: dict[str, int] = {}
        began = time.perf_counter()
        cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for case in cases:
            claims = check_draft(atlas, case["text"], case["edition"]).claims
            for name, value in score(case, claims).items():
                totals[name] = totals.get(name, 0) + value
        took = (time.perf_counter() - began) / len(cases)
        print(f"{path.name}: {len(cases)} texts, {took:.2f} s each")
        for name, part, whole in (
            ("precision of differs", "true", "alarms"), ("recall of errors", "caught", "wrong"),
            ("coverage", "settled", "decidable"), ("judged rightly", "right", "judged"),
        ):  # fmt: skip
            share = totals[part] / totals[whole] if totals[whole] else 1.0
            print(f"  {name:22}{totals[part]:5} of {totals[whole]:5} = {share:.3f}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or CORPORA)
