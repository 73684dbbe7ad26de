"""The version of the atlas: it stands in pyproject.toml and nowhere else."""

from __future__ import annotations

import tomllib
from functools import cache

from store.folders import ROOT


@cache
def version() -> str:
    """Return the version, three numbers with dots between.

    It is read from the project's own file, once a process: the atlas runs without being installed
    as a package, and every page says it.

    Examples
    --------
    >>> version().count(".")
    2
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])
