"""What a kept result depends on: the files of code that made it, and no others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from store import code as store_code
from store.code import import_closure


@pytest.fixture
def project(tmp_path):
    """Return a small project: one module imports in each of the ways there are."""
    files = {
        "room/__init__.py": "",
        "room/asked.py": (
            "import json\n"
            "from room import beside\n"
            "from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n"
            "    from room import never\n"
            "else:\n"
            "    from room import otherwise\n"
            "def late():\n"
            "    import far.inside\n"
        ),
        "room/beside.py": "from room.asked import late\n",
        "room/never.py": "",
        "room/otherwise.py": "",
        "room/alone.py": "",
        "far/__init__.py": "",
        "far/inside.py": "",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_what_runs_counts_and_what_is_for_type_checkers_does_not(project):
    """Circles end, imports inside functions count, packages count, other packages do not."""
    found = import_closure("room.asked", root=project)
    assert [path.relative_to(project).as_posix() for path in found] == [
        "far/__init__.py",
        "far/inside.py",
        "room/__init__.py",
        "room/asked.py",
        "room/beside.py",
        "room/otherwise.py",
    ]


def test_two_modules_are_one_list(project):
    """Asked for together, each file comes once."""
    both = import_closure("room.asked", "room.alone", root=project)
    assert len(both) == len(set(both)) == 1 + len(import_closure("room.asked", root=project))


def test_a_module_that_there_is_not_is_an_error(project):
    """A renamed module is told at once, instead of a result that never changes again."""
    with pytest.raises(ModuleNotFoundError, match=r"room\.gone"):
        import_closure("room.asked", "room.gone", root=project)


def test_many_threads_ask_at_once():
    """Readers' threads may all ask for what a module is made from: none fails another."""
    alone = import_closure("analysis.atlas")
    with ThreadPoolExecutor(16) as crowd:
        store_code._imports.cache_clear()
        found = list(crowd.map(lambda _: import_closure("analysis.atlas"), range(64)))
    assert found == [alone] * 64
