"""One way through: data -> geo -> analysis -> figures -> exports -> screens and commands."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

from helpers import ROOT, sources

ROOMS = {
    "store": set(),
    "geo": {"store"},
    "analysis": {"store", "geo"},
    "figures": {"store", "geo", "analysis"},
    "exports": {"store", "geo", "analysis", "figures"},
    "views": {"store", "geo", "analysis", "figures", "exports"},
    "commands": {"store", "geo", "analysis", "figures", "exports"},
    "dashboard.py": {"views"},
    "deploy": {"store"},
    "atlas.py": {"store", "commands", "geo", "exports"},
}
"""What each room may import beside itself."""

CODE = [*sources("store", "geo", "analysis", "figures", "exports", "views", "commands")]
CODE += [ROOT / "dashboard.py", ROOT / "atlas.py"]

ONLY_IN = {
    "streamlit": ("views", "dashboard.py"),
    "streamlit_folium": ("views",),
    "folium": ("figures",),
    "branca": ("figures",),
    "click": ("commands", "atlas.py"),
    "pyogrio": ("geo", "exports"),
    "pyproj": ("geo",),
}
"""Libraries that belong to some rooms only."""

CALLS_OUT = {"requests", "httpx", "aiohttp", "urllib.request", "http.client", "ftplib", "smtplib"}
"""Modules that reach other machines; a closed network has none to reach."""

NOT_IN_CODE = re.compile(
    r"cdn\.|unpkg|jsdelivr|cdnjs|googleapis|gstatic|openstreetmap|cartodb|mapbox"
    r"|/work/|\.library|\.\./shared",
    re.IGNORECASE,
)
"""Hosts a closed network does not have, and paths of the machine it was written on."""

WRITTEN = [
    *CODE,
    *sorted((ROOT / "figures" / "web" / "scripts").iterdir()),
    *sorted((ROOT / "figures" / "web" / "page").iterdir()),
    *sorted((ROOT / "views").glob("*.css")),
    *sorted((ROOT / "locale").rglob("*.po")),
    ROOT / ".streamlit" / "config.toml",
    ROOT / "Makefile",
]


def room(path):
    """Return the room a file lives in."""
    return path.relative_to(ROOT).parts[0]


def modules_of(path):
    """Return every module that a file imports anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def short(path):
    """Return a path as a message shows it."""
    return str(path.relative_to(ROOT))


def test_no_arrow_points_back():
    """A file imports its own room and those before it, nothing after."""
    homes = {name.removesuffix(".py") for name in ROOMS}
    wrong = {
        short(path): sorted(back)
        for path in CODE
        if (
            back := ({name.partition(".")[0] for name in modules_of(path)} & homes)
            - ROOMS[room(path)]
            - {room(path)}
        )
    }
    assert wrong == {}


def test_libraries_stay_in_their_rooms():
    """Streamlit is in the screens only, folium in the figures only, and so on."""
    wrong = [
        (short(path), module)
        for path in CODE
        for module in modules_of(path)
        if room(path) not in ONLY_IN.get(module.partition(".")[0], {room(path)})
    ]
    assert wrong == []


def test_nothing_reaches_another_machine():
    """No module of the atlas imports a client for other machines."""
    assert [short(path) for path in CODE if modules_of(path) & CALLS_OUT] == []


FIRST_USED_BY_READERS = """
import importlib.util, sys
from views.server import warm_up

def is_module(name):
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False

warm_up.import_packages()
print(*(name for name in sys.argv[1:] if name not in sys.modules and is_module(name)))
"""


def test_no_two_readers_import_one_package_at_once():
    """Every package a page uses is imported before the first reader; threads could deadlock."""
    at_home = {name.removesuffix(".py") for name in ROOMS} | sys.stdlib_module_names
    at_home |= {"streamlit_folium", "uvicorn"}  # register_frame and the server import these
    # No page asks for `geo.locate`: points by the hundred million are the command line's.
    asked = {
        module
        for path in CODE
        if room(path) not in {"commands", "atlas.py"} and "locate" not in path.parts
        for module in modules_of(path)
        if module.partition(".")[0] not in at_home
    }
    run = subprocess.run(
        [sys.executable, "-c", FIRST_USED_BY_READERS, *sorted(asked)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert run.stdout.split() == []


def test_no_foreign_host_is_named():
    """No code names a content network or a path of somebody's machine."""
    texts = {short(path): path.read_text(encoding="utf-8") for path in WRITTEN if path.is_file()}
    assert {
        path: found for path, text in texts.items() if (found := NOT_IN_CODE.findall(text))
    } == {}


def test_module_says_what_it_is_for():
    """Every module begins with a sentence about its job."""
    for path in CODE:
        docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert docstring.partition("\n")[0].endswith((".", ":")), short(path)


def test_every_room_is_known():
    """A new folder with code must be given a place in the order."""
    folders = {path.parent.relative_to(ROOT).parts[0] for path in ROOT.glob("*/**/__init__.py")}
    hidden = {folder for folder in folders if folder.startswith(".")}
    assert folders - hidden - {"tests", "benchmarks"} <= set(ROOMS)


def test_no_module_is_called_utils():
    """If a module needs the word utils, it has no home yet."""
    assert [path for path in CODE if "util" in path.stem or path.stem == "common"] == []


def declared_tests():
    """Yield every test function with its file."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield path, node


def test_every_test_says_what_a_user_relies_on():
    """Each test has a docstring that is a sentence, and none is skipped or expected to fail."""
    for path, node in declared_tests():
        where = f"{short(path)}: {node.name}"
        assert (ast.get_docstring(node) or "").strip().endswith("."), where
        marks = " ".join(ast.unparse(mark) for mark in node.decorator_list)
        assert not re.search(r"\bmark\.(skip|xfail)", marks), where
