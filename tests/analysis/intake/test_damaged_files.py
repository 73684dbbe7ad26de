"""Damaged files of every kind: a text, a table, a sentence, or given up; nothing else."""

from __future__ import annotations

from benchmarks.fuzz_readers import Fuzz, seeds

FILES = 300
SECONDS = 100.0


def test_damaged_files_are_read_or_refused_in_a_sentence(tmp_path):
    """Three hundred files damaged by seed, each kind in turn: no reader raises anything else."""
    fuzz = Fuzz(seed=15, kept=tmp_path)
    fuzz.run(SECONDS, -(-FILES // len(seeds())))
    assert fuzz.faults == []
    assert len(fuzz.read) == len(seeds())
    assert fuzz.refused.total() > 0
