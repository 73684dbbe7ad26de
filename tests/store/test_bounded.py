"""A stranger's file is read in a process of its own, which is killed when it must be."""

from __future__ import annotations

import threading
import time

import pytest

from store.bounded import worker
from store.bounded.limits import Limits
from store.bounded.pool import MOST_WAITING, Pool
from store.errors import InputError


@pytest.fixture(scope="module")
def pool():
    made = Pool()
    yield made
    made.close()


def test_a_result_comes_back_and_the_process_is_used_again(pool):
    """What a reading makes comes back whole, and the next file needs no new process."""
    first = pool.run("os:getpid", name="a")
    assert pool.run("json:loads", b'{"a": [1]}', name="a.json") == {"a": [1]}
    assert pool.run("os:getpid", name="a") == first


def test_more_time_than_allowed_is_one_sentence(pool):
    """A file that takes too long is given up in time, and the next one is read as ever."""
    start = time.monotonic()
    with pytest.raises(InputError, match=r"^a.html: found a file that takes longer than 0 s"):
        pool.run("time:sleep", 60, name="a.html", limits=Limits(seconds=0.3))
    assert time.monotonic() - start < 5
    assert pool.run("json:loads", b"1", name="a") == 1


@pytest.mark.parametrize("held", [True, False])
def test_more_memory_than_allowed_is_one_sentence(pool, held):
    """Memory is refused by the system where it can, and by the watching process elsewhere."""
    target = "builtins:bytearray" if held else "tests.support.greedy:grow"
    with pytest.raises(InputError, match="more than 300 MB of memory"):
        pool.run(target, 900_000_000, name="a", limits=Limits(memory_megabytes=300))
    assert pool.run("json:loads", b"1", name="a") == 1


def test_what_a_reading_raises_never_reaches_the_reader(pool):
    """Whatever goes wrong inside, the reader gets one sentence; a crash of the process too."""
    for target, argument in (("json:loads", b"{"), ("os:_exit", 3), ("os:abort", None)):
        given = () if argument is None else (argument,)
        with pytest.raises(InputError, match=r"^b\.docx: found a file that cannot be read"):
            pool.run(target, *given, name="b.docx")


def test_a_refusal_of_the_atlas_comes_through(pool):
    """The sentence that a reader of files writes itself is the one that is shown."""
    with pytest.raises(InputError, match=r"a\.exe: found a file ending in '\.exe'"):
        pool.run("analysis.release.documents:text_of", b"x", "a.exe", name="a.exe")


def test_too_many_bytes_are_refused_before_any_process_sees_them():
    """The limit on bytes comes first: no process is even started."""
    pool = Pool()
    with pytest.raises(InputError, match="more than 1 MB"):
        pool.run("json:loads", b" " * 1_000_001, name="a", limits=Limits(megabytes=1))
    assert pool._free == []


def test_two_at_a_time_and_the_rest_are_told():
    """Two files are read at once; the third waits, is told how many are before it, and is read."""
    pool, told, done = Pool(), [], []

    def one():
        done.append(pool.run("time:sleep", 0.4, name="a", queued=told.append))

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    most = 0
    while any(thread.is_alive() for thread in threads):
        most = max(most, pool._working)
        time.sleep(0.01)
    pool.close()
    assert most == 2
    assert len(done) == 4
    assert set(told) >= {1}


def test_a_queue_has_an_end(monkeypatch):
    """When too many wait already, the next is told so at once instead of waiting for ever."""
    pool = Pool(at_a_time=0)
    monkeypatch.setattr(pool, "_queue", [object()] * MOST_WAITING)
    with pytest.raises(InputError, match="try again in a minute"):
        pool.run("time:sleep", 0, name="a")


def test_without_the_systems_limits_the_watching_process_is_enough(monkeypatch):
    """Where a system has no limits of its own, as on Windows, nothing fails for it."""
    monkeypatch.setattr(worker, "resource", None)
    worker.hold_memory(100)
    assert worker.address_space(None) is None
