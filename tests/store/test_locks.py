"""Two writers of one file: one after the other, whatever became of the first."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest
from helpers import ROOT

from store.locks import locked

HOLDS = """
import sys, time
from pathlib import Path
from store.locks import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_writers_take_turns(tmp_path):
    """Eight threads that each read, add one and write leave eight."""
    path = tmp_path / "count.txt"
    path.write_text("0", encoding="utf-8")

    def add():
        with locked(path):
            path.write_text(str(int(path.read_text(encoding="utf-8")) + 1), encoding="utf-8")

    threads = [threading.Thread(target=add) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert path.read_text(encoding="utf-8") == "8"


def test_a_lock_ends_with_its_process(tmp_path):
    """A writer that was killed holds nobody up."""
    path = tmp_path / "journal.jsonl"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout.readline() == "held\n"
        holder.kill()
    with locked(path):
        assert not path.exists(), "the lock is a file of its own"


def test_a_lock_ends_with_a_fault(tmp_path):
    """An error inside gives the lock back."""
    with pytest.raises(ValueError, match="full"), locked(tmp_path / "a"):
        raise ValueError("full")
    with locked(tmp_path / "a"):
        pass
