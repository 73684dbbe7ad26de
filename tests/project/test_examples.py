"""The examples in the docstrings of store, geo and analysis: each prints what it says."""

from __future__ import annotations

import doctest
import importlib
import inspect

import pytest
from helpers import ROOT, sources

from analysis.atlas import Atlas

OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in sources("store", "geo", "analysis")
    if ">>> " in path.read_text(encoding="utf-8")
]

API = (
    "analysis.atlas.Atlas",
    "analysis.coverage.compare.compare",
    "analysis.coverage.conflicts.conflicts",
    "analysis.coverage.counting.Coverage",
    "analysis.coverage.counting.coverage",
    "analysis.coverage.ledger.status_on",
    "analysis.coverage.trends.new_by",
    "analysis.coverage.trends.trend",
    "analysis.gaps.contrasts.contrast",
    "analysis.gaps.inequality.inequality",
    "analysis.gaps.whatif.named_places",
    "analysis.gaps.whatif.what_if",
    "analysis.places.people.nearest_population",
    "analysis.places.people.people",
    "analysis.places.people.reach",
    "analysis.places.provinces.province_summary",
    "analysis.timeline.Timeline",
    "geo.crs.parse_crs",
    "geo.files.boundaries.load_boundaries",
    "geo.names.resolver.Resolver.label",
    "geo.names.resolver.Resolver.resolve",
    "geo.names.resolver.Resolver.search",
    "geo.places.register.Register.full_name",
    "geo.places.register.Register.municipality_count",
    "geo.places.register.Register.on",
    "geo.places.register.Register.successors",
    "store.errors.InputError.one",
    "store.journal.read_journal",
    "store.tables.read_table",
)
"""What a user of the Python API calls; a class stands for its methods."""


def named(path: str):
    """Return what a dotted path names: a module's function or class, or a class's method."""
    parts = path.split(".")
    depth = next(at for at in range(len(parts), 0, -1) if ".".join(parts[:at]) in MODULES)
    found = importlib.import_module(".".join(parts[:depth]))
    for part in parts[depth:]:
        found = getattr(found, part)
    return found


@pytest.mark.parametrize("name", MODULES)
def test_examples_print_what_they_say(name, atlas, monkeypatch):
    """Each example of a module, typed in as it stands, gives the lines below it."""
    monkeypatch.setattr(Atlas, "load", lambda: atlas)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    for test in doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(name)):
        runner.run(test, out=said.append)
    assert runner.tries > 0
    assert not runner.failures, "".join(said)


@pytest.mark.parametrize("path", API)
def test_what_users_call_has_an_example(path):
    """Each function that a user of the Python API calls shows a call, under its own heading."""
    text = inspect.getdoc(named(path)) or ""
    assert "Examples\n--------\n>>> " in text


@pytest.mark.parametrize(
    "name", [name for name, kind in vars(Atlas).items() if not name.startswith("_") and kind]
)
def test_the_atlas_shows_its_methods(name):
    """The class that everybody starts with shows each of its readers' methods once."""
    inner = {"whole", "with_only", "public", "publishers", "undesignated_basis", "book"}
    fields = {"root", "adopted", "base", "cut", "tables", "register"}
    if name not in inner | fields:
        assert f".{name}" in inspect.getdoc(Atlas)
