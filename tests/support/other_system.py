"""The atlas on a system that lacks what only POSIX has: `other_system.py ORDERS.json`.

Started in a copy of the project. The file holds `orders`, a list of command lines, and `closed`, a
folder that nothing may be written to (or null). Prints a JSON list: exit code, output and errors
of each order. The streams are as a Windows set to Korean gives them to a program whose output
goes into a file: CP949, carriage returns before line feeds.
"""

from __future__ import annotations

import errno
import importlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

POSIX_ONLY = ("fcntl", "pwd", "grp", "resource", "termios")
KNOW_WINDOWS = ("click._termui_impl", "filelock", "platformdirs", "psutil")
"""Libraries that import by what the system is: they come first, since this one is no Windows."""

LACKING = ("fork", "forkpty", "getuid", "geteuid", "getgid", "chown", "killpg", "setsid")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def forget_posix() -> None:
    """Make the modules unimportable, and the functions of `os` absent, as on Windows."""
    for name in KNOW_WINDOWS:
        importlib.import_module(name)
    for name in POSIX_ONLY:
        sys.modules[name] = None  # type: ignore[assignment]  # an import of it fails
    for name in LACKING:
        if hasattr(os, name):
            delattr(os, name)


def close_folder(folder: Path) -> None:
    """Refuse every writing below a folder as a read-only disk does, root or not."""
    closed = str(folder) + os.sep

    def refuse(event: str, args: tuple[Any, ...]) -> None:
        at = args[:1]
        if event == "os.rename":
            at = args[:2]
        elif event == "open":
            if not int(args[2] or 0) & WRITES:
                return
        elif event not in {"os.mkdir", "os.remove", "os.rmdir"}:
            return
        for one in at:
            path = os.fspath(one) if isinstance(one, str | bytes | os.PathLike) else ""
            if os.path.abspath(os.fsdecode(path)).startswith(closed):  # noqa: PTH100  # in a hook
                raise OSError(errno.EROFS, os.strerror(errno.EROFS), os.fsdecode(path))

    sys.addaudithook(refuse)


def run(program: Any, order: list[str]) -> tuple[int, str, str]:
    """Return exit code, output and errors of one command line."""
    streams = [io.TextIOWrapper(io.BytesIO(), "cp949", newline="\r\n") for _ in range(2)]
    real = sys.stdout, sys.stderr
    sys.argv = ["atlas.py", *order]
    sys.stdout, sys.stderr = streams
    code: Any = None
    try:
        program.main()
    except SystemExit as left:
        code = left.code or 0
    finally:
        sys.stdout, sys.stderr = real
    for stream in streams:
        stream.flush()
    out, err = (stream.buffer.getvalue().decode("utf-8") for stream in streams)  # type: ignore[attr-defined]
    return code, out, err


def main() -> None:
    """Obey the orders of the file."""
    given = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    forget_posix()
    sys.path.insert(0, str(Path.cwd()))
    os.environ.pop("PYTHONIOENCODING", None)
    import atlas as program  # noqa: PLC0415  # as on the other system

    if given["closed"]:
        close_folder(Path(given["closed"]))
    from exports.pack import press_pack  # noqa: PLC0415  # the same

    press_pack.jobs = lambda *_: [(press_pack.DATA, "ko", ""), (press_pack.DATA, "en", "")]
    results = [run(program, order) for order in given["orders"]]
    sys.stdout.buffer.write(json.dumps(results).encode())


if __name__ == "__main__":
    main()
