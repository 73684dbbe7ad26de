"""What several test modules need: the command line as people start it, and data to spoil."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from store.folders import DATA
from store.schemas import SPECS

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]


def run_atlas(*args: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Start `python atlas.py` in a process of its own, as a person would."""
    return subprocess.run(
        [sys.executable, str(ROOT / "atlas.py"), *args],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def copy_tables(folder: Path) -> Path:
    """Return a copy of all tables (no boundary shapes) that a test may spoil."""
    target = folder / "data"
    shutil.copytree(
        DATA, target, ignore=shutil.ignore_patterns("*.shp", "*.dbf", "*.shx", "*.sha256")
    )
    return target


def spoil(root: Path, name: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Path:
    """Change a table of a copied data folder; return its path."""
    path = root / SPECS[name].path
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    change(frame).to_csv(path, index=False, lineterminator="\n")
    return path


def sources(*folders: str) -> list[Path]:
    """Return the project's Python files in some folders; the top-level ones for ''."""
    found = []
    for folder in folders:
        home = ROOT / folder
        found += sorted(home.glob("*.py") if folder == "" else home.rglob("*.py"))
    return found
