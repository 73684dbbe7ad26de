"""The three rooms of the release check: what each may know, and the registry of measures."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from analysis.release.measures import registry
from analysis.release.measures.base import PARTS
from analysis.release.read.names.places import Names
from analysis.release.read.reading import read

ROOM = Path(__file__).parents[3] / "analysis" / "release"
ALLOWED = (
    "analysis.release.read",
    "analysis.release.measures",
    "analysis.release.model",
    "geo.names",
    "geo.places",
)
FORBIDDEN = re.compile(r"designat|edition|programmes|coverage|facts|judge|atlas|store")
TEXT = (
    "교육부는 3월 6일 신규 평생학습도시 7곳(강원 양양군, 경남 고성군)을 지정했다. 전국은 195곳이다."
)


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("room", ["read", "measures"])
def test_reading_may_import_names_and_words_but_no_figures(room):
    """No module that reads a draft imports anything that knows a figure of the data."""
    for path in (ROOM / room).glob("*.py"):
        inner = [
            m for m in imported(path) if m.split(".")[0] in {"analysis", "geo", "store", "exports"}
        ]
        assert all(module.startswith(ALLOWED) for module in inner), (path.name, inner)
        assert not any(
            FORBIDDEN.search(module.removeprefix("analysis.release")) for module in inner
        )


def test_facts_know_no_text_and_no_arrow_points_back():
    """What answers questions imports neither the reader nor the judge."""
    for path in (ROOM / "facts").glob("*.py"):
        assert not [m for m in imported(path) if re.search(r"release\.(?:read|judge)", m)], (
            path.name
        )


def test_a_draft_is_read_alike_whatever_the_data_say(atlas):
    """The reading needs the register of places only: twice the same, and never a figure of ours."""
    names = Names(atlas.register, "2023-03-06")
    first, second = read(TEXT, names), read(TEXT, Names(atlas.register, "2023-03-06"))
    assert [f.readings for f in first.figures] == [f.readings for f in second.figures]
    assert [e.readings for e in first.lists] == [e.readings for e in second.lists]


def test_each_rule_has_a_name_an_example_and_parts_that_exist():
    """Every rule is named by its measure, marks its example's figure, and looks somewhere."""
    for measure in registry().values():
        for rule in measure.rules:
            assert rule.name.split(".")[0] == measure.key
            assert "⟦" in rule.example
            assert "⟧" in rule.example
            assert set(rule.where) <= set(PARTS)
            assert set(rule.unless) <= set(PARTS)


def test_a_swap_of_two_figures_is_seen_twice(atlas):
    """Of 17 new and 7 specialised cities neither is right, though both figures are well known."""
    from analysis.release.judge.drafts import check_draft  # noqa: PLC0415  # loads the analyser

    report = check_draft(atlas, "신규 평생학습도시 17곳과 특성화 도시 7곳을 선정했다.", "2023")
    assert [(c.text, c.verdict) for c in report.claims] == [("17곳", "differs"), ("7곳", "differs")]
