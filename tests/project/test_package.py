"""The project as a package: its version, its command, its rooms."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import tomllib

import pytest
from helpers import ROOT
from setuptools import Distribution
from test_lock import PIN, canonical, listed

import atlas as program
from store.version import version

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def package():
    """Return the package as `pip install -e .` sees it."""
    here = os.getcwd()  # noqa: PTH109  # what chdir wants back
    os.chdir(ROOT)
    try:
        found = Distribution()
        found.parse_config_files()
    finally:
        os.chdir(here)
    return found


def test_every_room_is_found(package):
    """The package holds every folder of code, and neither tests nor benchmarks."""
    rooms = {
        ".".join(path.parent.relative_to(ROOT).parts) for path in ROOT.glob("[a-z]*/**/__init__.py")
    } - {"deploy"}  # started from the project's folder, beside what it deploys
    assert set(package.packages) == rooms
    assert {"analysis.coverage", "views.pages", "store"} <= rooms


def test_it_depends_on_what_the_list_says(package):
    """Installing the package asks for the pins of the readable list, all of them."""
    pins = {canonical(pin[1]): pin[2] for pin in map(PIN.match, package.install_requires)}
    assert pins == listed("requirements")


def test_the_command_atlas_works_from_any_folder(tmp_path):
    """`atlas --version`, started elsewhere, says the version that pyproject.toml holds."""
    module, _, name = PROJECT["scripts"]["atlas"].partition(":")
    assert getattr(importlib.import_module(module), name) is program.main
    code = f"import sys; sys.argv[0] = 'atlas'; from {module} import {name}; {name}()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--version"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == f"Learning City Atlas {PROJECT['version']}\n"
    assert version() == PROJECT["version"]


def test_the_version_stands_in_one_place():
    """No file of code repeats the version."""
    for path in ROOT.glob("[a-z]*/**/*.py"):
        assert f'"{version()}"' not in path.read_text(encoding="utf-8"), path
