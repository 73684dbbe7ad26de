"""The worked example of the regional analysis: every line of it is run."""

from __future__ import annotations

import doctest

from helpers import ROOT

from exports.build import statistics as made


def test_the_worked_example_prints_what_it_says(regional, monkeypatch):
    """What docs/gap-analysis.md prints is what the atlas says."""
    monkeypatch.setattr(made, "load_regional", lambda _: regional)
    seen = doctest.testfile(str(ROOT / "docs" / "gap-analysis.md"), module_relative=False)
    assert seen.attempted > 30
    assert seen.failed == 0
