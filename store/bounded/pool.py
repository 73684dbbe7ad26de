"""Hand a stranger's file to a process that may be killed: at most two at a time, the rest queue.

Nothing here is specific to a kind of file. Processes are started anew, never forked, so that it
is the same on every system; they stay for the next file, since starting one costs more than most
readings.
"""

from __future__ import annotations

import atexit
import logging
import pickle
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psutil

from store.bounded.limits import (
    BROKEN,
    BUSY,
    MEGABYTE,
    TOO_BIG,
    TOO_MUCH,
    TOO_SLOW,
    Limits,
    refusal,
)
from store.bounded.worker import DONE, NICENESS, REFUSED, receive, send
from store.folders import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

LOG = logging.getLogger(__name__)

AT_A_TIME = 2
MOST_WAITING = 20
"""Longer queues are turned away at once: who waits for more than some minutes has gone."""

WAIT_SECONDS = 120.0
LOOK_SECONDS = 0.02
"""How often a process at work is looked at."""

PATIENCE = 3
"""How many times the limit of the processor's time may pass on the clock."""

Answer = tuple[str, Any]

READINGS = 200
"""After so many a process is let go, and with it whatever libraries keep of what they read."""

GROWN_MEGABYTES = 200
"""A process that stays this large after a reading is let go."""


class Worker:
    """One process that reads, and what it costs.

    Parameters
    ----------
    modules
        Names of modules it imports at once.
    grown_megabytes
        Memory above which it is let go after a call.
    niceness
        How far it stands back behind other processes.
    """

    def __init__(
        self,
        modules: tuple[str, ...] = (),
        grown_megabytes: float = GROWN_MEGABYTES,
        niceness: int = NICENESS,
    ) -> None:
        self._grown = grown_megabytes
        self._process = subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, "-m", "store.bounded.worker", ",".join(modules), str(niceness)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Readers' pages come first, here and (on other systems) by the worker's own doing.
            creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
        )
        self._seen = psutil.Process(self._process.pid)
        self._done = 0

    @property
    def alive(self) -> bool:
        """Whether it can be given another file."""
        return self._process.poll() is None

    @property
    def worn(self) -> bool:
        """Whether it should be let go before the next file."""
        return self._done >= READINGS or self.megabytes() > self._grown

    def megabytes(self) -> float:
        """Return the memory it holds now."""
        try:
            return float(self._seen.memory_info().rss) / MEGABYTE
        except psutil.Error:
            return 0.0

    def seconds(self) -> float:
        """Return the processor's time that it has used."""
        try:
            used = self._seen.cpu_times()
        except psutil.Error:
            return 0.0
        return float(used.user + used.system)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError, AttributeError):
                stream.close()  # type: ignore[union-attr]  # pipes were asked for

    def ask(self, call: tuple[str, tuple[Any, ...], dict[str, Any]], limits: Limits) -> Answer:
        """Return its answer, or what it was killed for.

        Time is that of the processor, so that a busy machine turns no good file away; what does
        not even get that much is given up after `PATIENCE` times as long.
        """
        self._done += 1
        got: list[tuple[str, Any]] = []

        def exchange() -> None:
            process, most = self._process, limits.answer_megabytes * MEGABYTE
            with suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
                whole = (*call, limits.memory_megabytes)
                send(process.stdin, pickle.dumps(whole))  # type: ignore[arg-type]  # pipes were asked for
                # It runs our code with our rights; what it says is as ours as what we say.
                got.append(pickle.loads(receive(process.stdout, most)))  # type: ignore[arg-type]  # noqa: S301  # our own worker packed it

        talking = threading.Thread(target=exchange, daemon=True)
        end = time.monotonic() + PATIENCE * limits.seconds
        before = self.seconds()
        talking.start()
        while talking.is_alive():
            talking.join(LOOK_SECONDS)
            if not talking.is_alive():
                break
            slow = time.monotonic() > end or self.seconds() - before > limits.seconds
            why = TOO_SLOW if slow else ""
            why = TOO_MUCH if self.megabytes() > limits.memory_megabytes else why
            if why:
                self.kill()
                talking.join()
                return "killed", (why, "")
        if not got:  # it ended by itself: the system killed it, or a library crashed
            self.kill()
            return "killed", (BROKEN, "the process ended")
        return got[0]


class Pool:
    """At most so many processes at work; callers queue, and are told.

    Parameters
    ----------
    at_a_time
        Processes at work.
    modules
        What each imports when it starts.
    grown_megabytes
        Memory above which a process is let go after a call.
    niceness
        How far each stands back behind other processes.
    """

    def __init__(
        self,
        at_a_time: int = AT_A_TIME,
        modules: tuple[str, ...] = (),
        grown_megabytes: float = GROWN_MEGABYTES,
        niceness: int = NICENESS,
    ) -> None:
        self.grown_megabytes, self.niceness = grown_megabytes, niceness
        self.at_a_time, self.modules = at_a_time, modules
        self._places = threading.Condition()
        self._working = 0
        self._queue: list[object] = []
        self._free: list[Worker] = []

    @property
    def waiting(self) -> int:
        """How many callers wait for a place."""
        return len(self._queue)

    def run(
        self,
        target: str,
        *arguments: Any,
        name: str,
        limits: Limits | None = None,
        queued: Callable[[int], None] | None = None,
        **options: Any,
    ) -> Any:
        """Return what a function makes of a file, in a process of its own.

        Parameters
        ----------
        target
            "module:function"; named, so that no arrow points back.
        arguments
            What it is called with; bytes among them are the file.
        name
            The file's name, for the sentence.
        limits
            What it may cost.
        queued
            Told how many are before this one, when it has to wait.
        options
            What the function takes by name.

        Raises
        ------
        InputError
            If the file is refused by the function, or costs too much; one sentence.
        """
        limits = limits or Limits()
        size = sum(len(one) for one in arguments if isinstance(one, bytes))
        if size > limits.megabytes * MEGABYTE:
            raise refusal(TOO_BIG, name, limits)
        self._enter(name, limits, queued)
        worker = None
        try:
            worker = self._worker()
            kind, result = worker.ask((target, arguments, options), limits)
        finally:
            self._leave(worker)
        if kind == DONE:
            return result
        if kind == REFUSED:
            raise result
        why, detail = result
        LOG.warning("a file was not read: %s %s", why, detail)
        raise refusal(why, name, limits)

    def _enter(self, name: str, limits: Limits, queued: Callable[[int], None] | None) -> None:
        """Wait for a place, first come first served."""
        me, end = object(), time.monotonic() + WAIT_SECONDS
        with self._places:
            if len(self._queue) >= MOST_WAITING:
                raise refusal(BUSY, name, limits)
            self._queue.append(me)
            told = -1
            while self._queue[0] is not me or self._working >= self.at_a_time:
                before = self._queue.index(me) + 1
                if queued is not None and before != told:
                    told = before
                    self._places.release()  # what it draws must not hold up the others
                    try:
                        queued(before)
                    except BaseException:
                        self._places.acquire()
                        self._give_up(me)
                        raise
                    self._places.acquire()
                    continue
                if not self._places.wait(end - time.monotonic()):
                    self._give_up(me)
                    raise refusal(BUSY, name, limits)
            self._queue.pop(0)
            self._working += 1
            self._places.notify_all()

    def _give_up(self, me: object) -> None:
        self._queue.remove(me)
        self._places.notify_all()

    def _worker(self) -> Worker:
        with self._places:
            while self._free:
                worker = self._free.pop()
                if worker.alive:
                    return worker
        return Worker(self.modules, self.grown_megabytes, self.niceness)

    def _leave(self, worker: Worker | None) -> None:
        keep = worker is not None and worker.alive and not worker.worn
        if worker is not None and not keep:
            worker.kill()
        with self._places:
            if worker is not None and keep:
                self._free.append(worker)
            self._working -= 1
            self._places.notify_all()

    def warm(self) -> None:
        """Start one process, so that the first file does not wait for it."""
        with self._places:
            if not self._free and not self._working:
                self._free.append(Worker(self.modules, self.grown_megabytes, self.niceness))

    def close(self) -> None:
        """End every process that waits for work."""
        with self._places:
            free, self._free = self._free, []
        for worker in free:
            worker.kill()


POOL = Pool()
"""The one pool of this process."""

atexit.register(POOL.close)


def run_bounded(
    target: str,
    *arguments: Any,
    name: str,
    limits: Limits | None = None,
    queued: Callable[[int], None] | None = None,
    **options: Any,
) -> Any:
    """Return what a function makes of a stranger's file; see `Pool.run`."""
    return POOL.run(target, *arguments, name=name, limits=limits, queued=queued, **options)
