"""Plant errors into the labelled texts and print, by kind, how many the check catches.

Run as `python -m benchmarks.release.release_mutations [number] [-v]`: 3,000 by seed.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "tests" / "support")]

from release_errors import KINDS, Planter  # the tests' folder comes first

NUMBER, SEED = 3_000, 20_230_306
CORPORA = ("release_dev.jsonl", "release_own.jsonl", "release_press.jsonl")


def main(number: int) -> None:
    """Print what became of the errors of each kind."""
    planter, rng = Planter(CORPORA), random.Random(SEED)  # noqa: S311  # errors, no secrets
    total: Counter[str] = Counter()
    for kind in KINDS:
        ends: Counter[str] = Counter()
        tries = 0
        while ends.total() < number // len(KINDS) and tries < number:
            tries += 1
            mutant = planter.plant(kind, rng)
            if mutant is None:
                continue
            end = planter.verdict(mutant)
            ends[end] += 1
            if end != "caught" and "-v" in sys.argv:
                new = mutant.text[mutant.start : mutant.end]
                print("  ", end, mutant.case, kind, repr(mutant.was), "->", repr(new))
        total += ends
        print(_line(kind, ends))
    print(_line("all", total))


def _line(kind: str, ends: Counter[str]) -> str:
    share = ends["caught"] / ends.total() if ends.total() else 1.0
    return (
        f"{kind:14}{ends['caught']:5} of {ends.total():5} caught = {share:.3f}"
        f", lost {ends['lost']}, agrees {ends['agrees']}"
    )


if __name__ == "__main__":
    main(int(next((arg for arg in sys.argv[1:] if arg.isdigit()), NUMBER)))
