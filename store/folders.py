"""Where things lie on disk: the project's folder and those in it that code reads or writes."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder."""

DATA = ROOT / "data"
"""The published tables and boundaries."""

BUILD = ROOT / "build"
"""What is computed once and kept between starts; may be deleted at any time."""

STATIC = ROOT / "static"
"""What the browser fetches."""

LOGS = ROOT / "logs"
"""Of one installation, never of the project."""
