"""The notebook's page: every line of it is run."""

from __future__ import annotations

import doctest

from helpers import ROOT

from exports.build import statistics as made


def test_the_notebook_page_prints_what_it_says(regional, monkeypatch):
    """What docs/notebook.md prints is what the atlas says."""
    monkeypatch.setattr(made, "load_regional", lambda _: regional)
    seen = doctest.testfile(str(ROOT / "docs" / "notebook.md"), module_relative=False)
    assert seen.attempted > 30
    assert seen.failed == 0
