"""What the documents say exists, and what exists is in the documents."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from helpers import ROOT

import atlas as program
from analysis.coverage.counting import DEFAULT_EDITION
from analysis.coverage.rules import RULES
from exports.build.dictionary_page import PAGE, page
from figures.web.layers import LAYERS
from figures.web.map_data import LETTERS, web_book
from store.dictionary import read_dictionary
from store.folders import DATA
from store.schemas import SPECS
from store.version import version

README = ROOT / "README.md"
DOCUMENTS = [
    README,
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in DOCUMENTS}
EVERYTHING = "\n".join(TEXTS.values())

LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)(#[^)]*)?\)")


def anchors(text):
    """Return the anchors of a page's headings."""
    return {
        re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("#")
    }


def test_dictionary_page_is_the_dictionary():
    """docs/data-dictionary.md is what its tables say now."""
    assert PAGE.read_text(encoding="utf-8") == page(read_dictionary()), (
        "run: python -m exports.build.dictionary_page"
    )


def test_every_column_of_every_table_is_explained():
    """Each column of each file has a meaning in both languages on the page."""
    text = TEXTS["data-dictionary.md"]
    for name, spec in SPECS.items():
        section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
        for column in spec.columns:
            row = next(line for line in section.splitlines() if line.startswith(f"| `{column}` |"))
            english, korean = row.split(" | ")[1:3]
            assert english.strip(), (name, column)
            assert re.search("[가-힣]", korean), (name, column)


def test_every_command_is_documented():
    """Each command is in the README and, where it prints JSON, its shape is in the formats."""
    for name in program.COMMANDS:
        assert f"atlas.py {name}" in TEXTS["README.md"], name
        command = program.cli.get_command(None, name)
        assert command.help, name
        forms = [
            option.type.choices
            for option in command.params
            if option.name in {"form", "format"} and hasattr(option.type, "choices")
        ]
        if any("json" in choices for choices in forms):
            assert f"### `atlas.py {name}`" in TEXTS["formats.md"], name


def test_no_command_is_invented():
    """Every command that a document names exists, and so does every option shown with it."""
    for name, rest in re.findall(r"atlas\.py ([a-z][a-z-]+)([^`\n]*)", EVERYTHING):
        assert name in program.COMMANDS, name
        command = program.cli.get_command(None, name)
        known = {form for option in command.params for form in option.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known | {"--help"}, (name, rest)


def test_every_make_target_named_exists():
    """`make run`, `make test` and the others named are targets of the Makefile."""
    targets = set(
        re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    )
    named = set(re.findall(r"(?:^|`|    )make ([a-z-]+)", EVERYTHING, re.MULTILINE))
    assert {"run", "test", "bench", "check"} <= named <= targets


def test_windows_gets_the_same_steps():
    """Every Python call of the Makefile's run and test stands in the README's PowerShell."""
    shell = re.search(r"```powershell\n(.*?)```", TEXTS["README.md"], re.DOTALL)[1]
    for step in (
        "-m venv .venv",
        "pip install --require-hashes -r requirements.lock",
        "atlas.py build",
        "-m views.server --open",
        "pip install --require-hashes -r requirements-dev.lock",
        "-m ruff check .",
        "-m ruff format --check .",
        "-m mypy",
        "-m pytest",
    ):
        assert step in shell


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path):
    """Each picture and page that a document links to is there, headings included."""
    for target, anchor in LINK.findall(path.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        found = path.parent / unquote(target)
        assert found.exists(), target
        if anchor:
            assert anchor[1:] in anchors(found.read_text(encoding="utf-8")), target + anchor


def test_every_path_named_exists():
    """Files and folders that the documents name in code type are in the project."""
    made = ("static/built", "build/", "wheels", "data/editions/journal")
    pattern = r"`((?:data|docs|figures|locale|analysis|tests|static|geo|exports)/[\w./-]*)`"
    for name in set(re.findall(pattern, EVERYTHING)):
        assert name.startswith(made) or (ROOT / name).exists(), name


def test_readme_example_runs(capsys):
    """The Python lines of the README print what their comments say."""
    code = re.search(r"```python\n(.*?)```", TEXTS["README.md"], re.DOTALL)[1]
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102  # the project's own text
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "192 226"
    assert lines[1].count(",") == 33
    assert lines[2] == "38340"


def test_headline_of_the_readme(atlas):
    """The figure in the README is the default edition's."""
    point = atlas.coverage(DEFAULT_EDITION)
    nation = point.nation
    text = f"{nation.designated} / {nation.of} = {100 * nation.share:.1f} %"
    assert text in TEXTS["README.md"]
    assert text in TEXTS["method.md"]


def test_every_rule_and_its_figures_are_explained(atlas):
    """The method gives each rule with the figures it really gives."""
    for rule in RULES:
        row = next(r for r in TEXTS["method.md"].splitlines() if r.startswith(f"| `{rule}`"))
        for edition in ("2023", "2026"):
            nation = atlas.coverage(edition, rule=rule).nation
            assert f"{nation.designated} / {nation.of} = {100 * nation.share:.1f} %" in row


def test_every_field_of_the_book_is_documented(atlas):
    """Each field of atlas.json, and each letter of its states, is in the formats."""
    text = TEXTS["formats.md"]
    day = atlas.edition_date(atlas.editions[-1])
    units = list(atlas.register.on(day).index)[:3]
    tables = atlas.tables
    book = web_book(tables, atlas.register, units, tiles={}, province_lines=[], layers={})
    named = {*book, *book["editions"][0], *book["names"][units[0]][0]}
    named |= {*next(iter(book["provinces"].values()))[0], *book["sea_labels"][0]}
    assert {field for field in named if f"`{field}`" not in text} == set()
    assert {letter for letter in LETTERS.values() if f"`{letter}`" not in text} == set()


@pytest.mark.parametrize(
    "args",
    [
        ["coverage", "--edition", "2007", "--format", "json"],
        ["resolve", "청원군"],
        ["check", "--format", "json"],
        ["status", "--date", "2023-03-06", "--format", "json"],
        ["trend", "--format", "json"],
        ["programmes", "--edition", "2023", "--format", "json"],
    ],
    ids=lambda args: args[0],
)
def test_every_field_of_an_answer_is_documented(args):
    """Each field that a command prints as JSON is named in its section."""
    section = TEXTS["formats.md"].split(f"### `atlas.py {args[0]}`")[1].split("\n### ")[0]
    shared = TEXTS["formats.md"].split("### `atlas.py coverage`")[1].split("\n### ")[0]
    command = program.cli.get_command(None, args[0])
    result = CliRunner().invoke(command, args[1:], catch_exceptions=False)
    fields = fields_of(json.loads(result.output)) - {
        *RULES,
        "designated",
        "not_designated",
        "lapsed",
        "uncounted",
    }
    assert {field for field in fields if f"`{field}`" not in section + shared} == set()


def fields_of(value):
    """Return every field name in a JSON document."""
    if isinstance(value, dict):
        return set(value) | {one for part in value.values() for one in fields_of(part)}
    if isinstance(value, list):
        return {one for part in value for one in fields_of(part)}
    return set()


def test_every_layer_has_words():
    """Each layer of the map has a name in both languages."""
    for lang in ("ko", "en"):
        text = "".join(
            path.read_text(encoding="utf-8") for path in (ROOT / "locale" / lang).rglob("*.po")
        )
        assert all(f'msgid "map.layer.{layer}"' in text for layer in LAYERS)


def test_every_data_folder_says_where_it_comes_from():
    """Each folder with data has a SOURCES.md that names a publisher or maker, and a licence."""
    folders = {path.parent for path in DATA.rglob("*") if path.is_file()}
    for folder in folders:
        text = (folder / "SOURCES.md").read_text(encoding="utf-8")
        for path in folder.iterdir():
            if path.suffix == ".csv" and folder.name != "dictionary":
                assert path.name in text, path


def test_licence_and_changes_are_there():
    """The licence says what it does not cover, and the changes name the version."""
    assert "MIT License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "data keep the terms" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert f"## {version()}, " in TEXTS["CHANGELOG.md"]
