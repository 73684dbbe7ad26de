"""The labelled texts themselves: what a figure measured on them can be trusted to mean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
FIELDS = {"id", "lang", "edition", "group", "manner", "text", "gold", "planted"}
LABEL = {"span", "occurrence", "kind", "about", "verdict", "decidable", "why"}
KINDS = {"count", "share", "amount", "sum", "year", "date", "list", "place", "rule", "other"}
VERDICTS = {"agrees", "rounded", "differs", "underivable", "none"}
YES = {"agrees", "rounded"}


def read(name):
    """Return the texts of a corpus."""
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def verdicts(label):
    """Return the verdicts that are right for a statement."""
    said = label["verdict"]
    return {said} if isinstance(said, str) else set(said)


def start(text, label):
    """Return where a statement stands; raise ValueError where it does not."""
    at = -1
    for _ in range(label["occurrence"]):
        at = text.index(label["span"], at + 1)
    return at


@pytest.fixture(
    params=[
        "release_dev.jsonl",
        "release_manners.jsonl",
        "release_other.jsonl",
        "release_own.jsonl",
        "release_press.jsonl",
        "release_unseen.jsonl",
    ],
    scope="module",
)
def corpus(request):
    """Return the texts of each corpus in turn."""
    return read(request.param)


def test_fields_are_known(corpus):
    """Every text and every statement has exactly the fields and the words of the README."""
    assert len({case["id"] for case in corpus}) == len(corpus) > 0
    for case in corpus:
        assert set(case) == FIELDS, case["id"]
        assert case["lang"] in {"ko", "en"}
        assert case["edition"].isdigit()
        assert case["group"] in set("ABCD")
        for label in case["gold"]:
            assert set(label) == LABEL, (case["id"], label)
            assert label["kind"] in KINDS, (case["id"], label)
            assert verdicts(label) <= VERDICTS, (case["id"], label)


def test_spans_stand_in_their_text(corpus):
    """Every statement is found at its occurrence, in the text's order, and none twice."""
    for case in corpus:
        places = [(start(case["text"], g), len(g["span"])) for g in case["gold"]]
        assert len(set(places)) == len(places), case["id"]
        assert [at for at, _ in places] == sorted(at for at, _ in places), case["id"]


def test_planted_statements_differ(corpus):
    """A statement planted as wrong is labelled wrong, and says what is right."""
    for case in corpus:
        for number in case["planted"]:
            label = case["gold"][number]
            assert verdicts(label) == {"differs"}, (case["id"], label)
            assert label["decidable"], (case["id"], label)
            assert label["why"], (case["id"], label)


def test_wrong_statements_are_planted_or_part_of_one(corpus):
    """Nothing is wrong by accident: a wrong name stands in a wrong list, all else is planted."""
    for case in corpus:
        lists = [case["gold"][n] for n in case["planted"] if case["gold"][n]["kind"] == "list"]
        for number, label in enumerate(case["gold"]):
            if verdicts(label) == {"differs"} and number not in case["planted"]:
                at = start(case["text"], label)
                spans = [(start(case["text"], g), len(g["span"])) for g in lists]
                assert label["kind"] == "place", (case["id"], label)
                assert any(a <= at < a + size for a, size in spans), (case["id"], label)


def test_undecidable_statements_are_never_wrong(corpus):
    """What no table settles is not labelled wrong alone, so to call it wrong is a false alarm."""
    for case in corpus:
        for label in case["gold"]:
            if not label["decidable"]:
                assert verdicts(label) != {"differs"}, (case["id"], label)
            if verdicts(label) <= YES:
                assert label["decidable"], (case["id"], label)
