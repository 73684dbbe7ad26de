"""Plant errors into sample releases and print how many the check catches, by kind of claim.

Run as `python -m benchmarks.release.release_mutations [number per kind]`.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "tests" / "support")]

from release_samples import KINDS, SEED, Bench, harmless, samples  # the tests' folder comes first


def main(number: int) -> None:
    """Print the catch rate of each kind, and the rate of false alarms."""
    bench = Bench()
    rng = random.Random(SEED)  # noqa: S311  # planting errors, not guarding secrets
    known = samples()
    planted: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for kind in KINDS:
        tries = 0
        while planted[kind] < number and tries < number * 20:
            tries += 1
            sample = rng.choice(known)
            text = bench.plant(sample, kind, rng)
            if text is None:
                continue
            planted[kind] += 1
            if bench.catches(text, sample.edition):
                caught[kind] += 1
            elif "-v" in sys.argv:
                _show(sample.name, kind, sample.text, text)
        print(f"{kind:12} {caught[kind]:5} of {planted[kind]:5} = {_rate(caught, planted, kind)}")
    total, found = sum(planted.values()), sum(caught.values())
    print(f"{'all':12} {found:5} of {total:5} = {found / total:.2%} caught (goal 99 %)")
    claims = wrong = 0
    for _ in range(number):
        sample = rng.choice(known)
        report = bench.check(harmless(sample, rng), sample.edition)
        claims += len(report.claims)
        wrong += report.summary["differs"]
        if report.summary["differs"] and "-v" in sys.argv:
            print(sample.name, [c.text for c in report.claims if c.verdict == "differs"])
    print(f"false alarms {wrong:5} of {claims:5} = {wrong / claims:.2%} of claims (goal 1 %)")


def _rate(caught: Counter[str], planted: Counter[str], kind: str) -> str:
    return f"{caught[kind] / planted[kind]:.1%}" if planted[kind] else "no place for one"


def _show(name: str, kind: str, before: str, after: str) -> None:
    at = next(i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b)
    print("   missed", name, kind, repr(after[max(0, at - 40) : at + 40]))


if __name__ == "__main__":
    main(int(next((arg for arg in sys.argv[1:] if arg.isdigit()), "60")))
