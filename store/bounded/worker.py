"""The process that reads strangers' files: `python -m store.bounded.worker`, started by the pool.

It takes one call at a time from its standard input and answers on its standard output. What a
call may take of memory is held against the system's own limit where there is one; the time, and
the memory where there is none, are watched by the process that started it.
"""

from __future__ import annotations

import importlib
import os
import pickle
import sys
from contextlib import suppress
from typing import IO, Any

from store.bounded.limits import BROKEN, MEGABYTE, TOO_MUCH
from store.errors import AtlasError


def _system_limits() -> Any:
    """Return the module of the system's limits; None on Windows, which has none."""
    with suppress(ImportError):
        return importlib.import_module("resource")
    return None


resource = _system_limits()

LENGTH = 8
"""Bytes that say how long what follows is."""

DONE, REFUSED, FAILED = "done", "refused", "failed"

NICENESS = 5
"""Readers' pages come first."""


def send(stream: IO[bytes], content: bytes) -> None:
    """Write one message: its length, then itself."""
    stream.write(len(content).to_bytes(LENGTH, "big"))
    stream.write(content)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> bytes:
    """Return one message.

    Raises
    ------
    EOFError
        If the other side is gone, or says more than `most` bytes.
    """
    length = int.from_bytes(_exactly(stream, LENGTH), "big")
    if length > most:
        raise EOFError(f"a message of {length} bytes")
    return _exactly(stream, length)


def _exactly(stream: IO[bytes], count: int) -> bytes:
    content = stream.read(count)
    if len(content) < count:
        raise EOFError("the other side is gone")
    return content


def address_space(system: Any = resource) -> int | None:
    """Return the bytes of address space this process has now; None where nothing says so."""
    if system is None or not os.path.exists("/proc/self/statm"):  # noqa: PTH110  # not a path of ours
        return None
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123  # the same
        return int(file.read().split()[0]) * int(system.getpagesize())


def hold_memory(more_megabytes: int) -> None:
    """Let the system refuse this process more than so much on top of what it has now.

    What libraries reserve and never use counts as address space, so the sum says nothing; what
    comes on top while a file is read does. Elsewhere the watching process does this alone.
    """
    now = address_space()
    if resource is None or now is None:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    with suppress(ValueError, OSError):  # a system that has the limit and does not take it
        resource.setrlimit(resource.RLIMIT_AS, (now + more_megabytes * MEGABYTE, most))


def answer(call: tuple[str, tuple[Any, ...], dict[str, Any], int]) -> tuple[str, Any]:
    """Return what a call comes to: its result, the atlas's own error, or what stopped it.

    Parameters
    ----------
    call
        "module:function", its arguments, its options, and the megabytes it may take.
    """
    target, arguments, options, megabytes = call
    module, _, name = target.partition(":")
    function = getattr(importlib.import_module(module), name)
    hold_memory(megabytes)
    try:
        return DONE, function(*arguments, **options)
    except AtlasError as error:
        return REFUSED, error
    except MemoryError:
        return FAILED, (TOO_MUCH, "")
    except Exception as error:  # noqa: BLE001  # whatever a hostile file does to a reader ends here
        # A library that is refused memory says so in its own words.
        starved = "alloc" in str(error).casefold() or "memory" in str(error).casefold()
        return FAILED, (TOO_MUCH if starved else BROKEN, f"{type(error).__name__}: {error}"[:500])


def packed(result: tuple[str, Any]) -> bytes:
    """Return an answer as bytes; one that cannot be packed counts as a failure."""
    try:
        return pickle.dumps(result)
    except MemoryError:
        return pickle.dumps((FAILED, (TOO_MUCH, "")))
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError) as error:
        return pickle.dumps((FAILED, (BROKEN, f"{type(error).__name__}: {error}"[:500])))


def prepare(modules: str) -> None:
    """Import what the first call would wait for."""
    for module in modules.split(","):
        if module:
            importlib.import_module(module)


def main(modules: str = "", niceness: str = str(NICENESS)) -> None:
    """Answer calls until the other side is gone."""
    calls, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What a library prints is no answer, and what it reads no call.
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)
    if hasattr(os, "nice"):
        os.nice(int(niceness))
    prepare(modules)
    with suppress(EOFError, BrokenPipeError):
        while True:
            # Bytes of our own making, from the process that started this one.
            call = pickle.loads(receive(calls, sys.maxsize))  # noqa: S301  # our own server packed it
            send(answers, packed(answer(call)))


if __name__ == "__main__":
    main(*sys.argv[1:])
