"""The version of the atlas: it stands in pyproject.toml and nowhere else."""

from __future__ import annotations

import tomllib

from store.folders import ROOT


def version() -> str:
    """Return the version, three numbers with dots between.

    It is read from the project's own file: the atlas runs without being installed as a package.

    Examples
    --------
    >>> version().count(".")
    2
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])
