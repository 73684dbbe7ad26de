"""Rooms inside the layers: which may import which, and no way round in a circle."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter

import pytest
from helpers import ROOT, sources

LAYERS = ("store", "geo", "analysis", "figures", "exports", "views", "commands")

MAY_IMPORT = {
    "geo.names": {"geo.places"},
    "geo.files": {"geo.crs", "geo.names", "geo.places", "geo.shapes"},
    "geo.shapes": {"geo.crs", "geo.places"},
    "geo.locate": {"geo.crs"},
    "analysis.editions": {"analysis.clock"},
    "analysis.programmes": set(),
    "analysis.coverage": {"analysis.answers"},
    "analysis.atlas": {"analysis.answers", "analysis.clock", "analysis.coverage",
                       "analysis.editions", "analysis.programmes"},
    "analysis.places": {"analysis.atlas", "analysis.coverage"},
    "analysis.renewals": {"analysis.coverage", "analysis.editions", "analysis.programmes"},
    "analysis.access": {"analysis.answers", "analysis.atlas", "analysis.coverage",
                        "analysis.places"},
    "analysis.gaps": {"analysis.coverage", "analysis.places"},
    "analysis.checks": {"analysis.coverage", "analysis.programmes", "analysis.renewals"},
    "analysis.release": {"analysis.atlas", "analysis.coverage", "analysis.editions",
                         "analysis.programmes"},
    "analysis.intake": {"analysis.clock", "analysis.coverage", "analysis.editions",
                        "analysis.programmes", "analysis.release"},
    "analysis.regional": {"analysis.answers", "analysis.atlas", "analysis.coverage",
                          "analysis.gaps", "analysis.places"},
    "analysis.timeline": {"analysis.answers", "analysis.atlas", "analysis.coverage",
                          "analysis.places", "analysis.renewals"},
    "figures.words": set(),
    "figures.style": {"figures.words"},
    "figures.web": {"figures.style", "figures.words"},
    "figures.charts": {"figures.style", "figures.words"},
    "figures.print": {"figures.style", "figures.words"},
    "exports.brief": set(),
    "exports.formats": {"exports.brief"},
    "exports.build": set(),
    "exports.notebook": {"exports.build"},
    "exports.release": {"exports.brief", "exports.formats"},
    "exports.catalogue": {"exports.brief", "exports.formats"},
    "exports.pack": {"exports.brief", "exports.catalogue", "exports.formats", "exports.release"},
    "exports.site": {"exports.brief", "exports.build", "exports.catalogue", "exports.formats"},
    "views.reader": set(),
    "views.parts": {"views.reader"},
    "views.pages": {"views.parts", "views.reader"},
    "views.server": {"views.parts", "views.reader"},
}  # fmt: skip
"""A room to the other rooms of its layer that it may import; store and commands are one room each.

A file directly in a layer's folder is a room of its own."""

ONE_ROOM = {"store", "commands"}


def module_name(path):
    """Return a file's dotted name; a package's file is the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(path): path for path in sources(*LAYERS)}


def room(module):
    """Return the room a module lives in: its layer's folder, or itself."""
    parts = module.split(".")
    return parts[0] if parts[0] in ONE_ROOM else ".".join(parts[:2])


def imports_of(module):
    """Return the project's modules that a module imports, with the names it takes from each."""
    found = {}
    for node in ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name: set() for alias in node.names if alias.name in FILES}
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                home = whole if whole in FILES else node.module
                if home in FILES:
                    found.setdefault(home, set()).add(alias.name)
    return found


IMPORTS = {module: imports_of(module) for module in FILES}


def test_a_room_imports_only_the_rooms_it_may():
    """Inside a layer a subject stands on the subjects named for it, and on no other."""
    wrong = [
        (module, other)
        for module, others in IMPORTS.items()
        for other in others
        if module.partition(".")[0] == other.partition(".")[0]
        and room(module) != room(other)
        and other.partition(".")[2]  # the layer's own docstring is no room
        and room(other) not in MAY_IMPORT.get(room(module), set())
    ]
    assert wrong == []


def test_every_room_of_the_table_exists():
    """A rule for a room that is gone would guard nothing."""
    rooms = {room(module) for module in FILES}
    named = set(MAY_IMPORT) | set().union(*MAY_IMPORT.values())
    assert named - rooms == set()


@pytest.mark.parametrize("layer", LAYERS)
def test_no_circle_inside_a_layer(layer):
    """No file imports another that, by any way round, imports it."""
    graph = {
        module: {other for other in others if other != module}
        for module, others in IMPORTS.items()
        if module.partition(".")[0] == layer
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" <- ".join(circle.args[1]))


def test_private_names_stay_in_their_room():
    """What begins with an underscore is imported by nobody outside its folder."""
    wrong = [
        (module, other, name)
        for module, others in IMPORTS.items()
        for other, names in others.items()
        for name in [*names, other.rpartition(".")[2]]
        if name.startswith("_") and FILES[module].parent != FILES[other].parent
    ]
    assert wrong == []


LONGEST_FILE, MOST_FILES = 350, 15

HELD_TO_SIZE = (*LAYERS, "tests", "benchmarks")
EXCEPTED = {"fixtures", "vendor", "references", "corpora"}
"""Folders of files that tests read, not code."""


def test_no_file_is_longer_than_a_reader_keeps_in_mind():
    """Every file of code has at most 350 lines."""
    long = {
        path.relative_to(ROOT).as_posix(): count
        for path in sources(*HELD_TO_SIZE)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    assert long == {}


def test_no_folder_holds_more_than_a_glance_takes_in():
    """Every folder of code or tests has at most 15 files directly in it."""
    folders = {path.parent for path in sources(*HELD_TO_SIZE)}
    full = {
        folder.relative_to(ROOT).as_posix(): count
        for folder in folders
        if not EXCEPTED & set(folder.parts)
        and (count := sum(path.is_file() for path in folder.iterdir())) > MOST_FILES
    }
    assert full == {}
