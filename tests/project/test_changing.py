"""The recipes of docs/changing.md: each names few files, and every path and name in it is there."""

from __future__ import annotations

import importlib
import re

import pytest
from babel.messages import pofile
from helpers import ROOT

from figures.words.language import LANGUAGES, LOCALE
from store.registry import Registry

TEXT = (ROOT / "docs" / "changing.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^## ([^\n]+)\n\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))

WANTED = (
    "A counting rule", "A map layer", "A province indicator", "A third language",
    "An export format", "The re-designation rule of another year", "A boundary vintage",
    "A column of a table", "A page", "A claim kind", "A colour", "A programme",
)  # fmt: skip

MOST_FILES = 3
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")
NAMED_IN = re.compile(r"`([A-Z_]{3,})`\s+(?:of|in)\s+`([\w/.-]+\.py)`")
KEY = re.compile(r"`((?:rule|map|table|page|programme|release)\.[\w.]*\w)`")
CLASS = re.compile(r"with an? `([A-Z]\w+)`")


def test_there_is_a_recipe_for_each_kind():
    """Twelve recipes, each under its own heading and no other."""
    assert tuple(RECIPES) == WANTED


@pytest.mark.parametrize("title", WANTED)
def test_a_recipe_names_three_files_at_most(title):
    """The steps of a recipe are files, numbered, three at most besides words and tests."""
    steps = re.findall(r"^(\d)\. (.+?)(?=^\d\. |\n\n)", RECIPES[title], re.MULTILINE | re.DOTALL)
    assert [int(number) for number, _ in steps] == list(range(1, len(steps) + 1))
    assert 1 <= len(steps) <= MOST_FILES
    for _, step in steps:
        assert PATH.search(step), step


@pytest.mark.parametrize("path", sorted(set(PATH.findall(TEXT))))
def test_every_path_is_there(path):
    """A file or folder that a recipe names is in the project."""
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("name", "path"), sorted(set(NAMED_IN.findall(TEXT))))
def test_every_name_is_in_its_file(name, path):
    """A name that a recipe says is in a file is defined there; a list of entries is a registry."""
    module = importlib.import_module(
        path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    )
    found = getattr(module, name)
    if name != "BOUNDARIES":
        assert isinstance(found, Registry)


def test_every_registry_of_the_recipes_is_named():
    """The recipes lead to eight registries by name."""
    named = {name for name, _ in NAMED_IN.findall(TEXT)} - {"BOUNDARIES"}
    assert named == {
        "RULES", "LAYERS", "INDICATORS", "LANGUAGES", "FORMATS", "PAGES", "PROGRAMMES",
        "VINTAGES",
    }  # fmt: skip


@pytest.mark.parametrize("title", WANTED)
def test_a_new_file_is_like_the_one_beside_it(title):
    """The file that a recipe says to copy makes an object of the class that it names."""
    for path, kind in re.findall(
        r"file\s+beside\s+`([\w/]+\.py)`\s+with\s+an?\s+`(\w+)`", RECIPES[title]
    ):
        module = importlib.import_module(path.removesuffix(".py").replace("/", "."))
        assert any(type(value).__name__ == kind for value in vars(module).values()), path


def test_every_word_is_in_both_catalogues():
    """A key of the catalogues that a recipe gives as an example is there in every language."""
    keys = set(KEY.findall(TEXT))
    assert len(keys) > len(WANTED) / 2
    for lang in LANGUAGES:
        known = set()
        for path in (LOCALE / lang / "LC_MESSAGES").glob("*.po"):
            with path.open("rb") as file:
                known |= {one.id for one in pofile.read_po(file) if isinstance(one.id, str)}
        assert keys <= known
