"""Which files of code a module is made from, so that a result can be kept under their hash."""

from __future__ import annotations

import ast
import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from store.folders import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_PARSING = threading.Lock()
"""CPython 3.11 counts the depth of its parser for all threads together: two that parse at once can
fail each other (python/cpython issue 106905)."""

FILES = 2_000
"""Read files whose imports are remembered; the project has some hundreds."""


def import_closure(*modules: str, root: Path = ROOT) -> list[Path]:
    """Return the project's own files that modules import, directly and indirectly, and their own.

    Imports inside functions count; those for type checkers only do not, since they never run.

    Parameters
    ----------
    modules
        Dotted names, such as "geo.shapes.neighbours".
    root
        The folder that dotted names start from.

    Returns
    -------
    list of Path
        Sorted, each once.

    Raises
    ------
    ModuleNotFoundError
        If a module that was asked for is none of the project's.

    Examples
    --------
    >>> [path.name for path in import_closure("store.checksums")]
    ['__init__.py', 'checksums.py', 'errors.py']
    """
    for module in modules:
        if _file(root, module) is None:
            raise ModuleNotFoundError(f"{module}: no module of this project", name=module)
    found: set[Path] = set()
    waiting = list(modules)
    while waiting:
        module = waiting.pop()
        path = _file(root, module)
        if path is None or path in found:
            continue
        found.add(path)
        parents = module.split(".")[:-1]
        waiting += [".".join(parents[:depth]) for depth in range(1, len(parents) + 1)]
        waiting += _imports(path.read_text(encoding="utf-8"))
    return sorted(found)


def _file(root: Path, module: str) -> Path | None:
    """Return a module's file, or None where it is none of the project's."""
    base = root.joinpath(*module.split("."))
    return next((p for p in (base.with_suffix(".py"), base / "__init__.py") if p.is_file()), None)


@lru_cache(maxsize=FILES)
def _imports(code: str) -> tuple[str, ...]:
    """Return every name that the imports of a file could mean as a module."""
    with _PARSING:
        return tuple(_imported(ast.parse(code)))


def _imported(node: ast.AST) -> Iterator[str]:
    """Yield every name that an import could mean as a module."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            yield child.module
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from _imported(ast.Module(child.orelse, []))
        else:
            yield from _imported(child)
