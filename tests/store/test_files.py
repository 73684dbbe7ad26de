"""Files that libraries write themselves are whole or not there, whoever else writes them."""

from __future__ import annotations

import threading

import pytest

from store.files import oldest_first, written_beside


def test_many_writers_of_one_file_do_not_meet(tmp_path):
    """Servers and threads that make the same file at the same moment all come through."""
    path, faults, gate = tmp_path / "made.json", [], threading.Barrier(8)

    def write():
        gate.wait()
        try:
            for _ in range(20):
                with written_beside(path) as beside:
                    beside.write_bytes(b"x" * 1000)
        except OSError as fault:
            faults.append(fault)

    hands = [threading.Thread(target=write) for _ in range(8)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert faults == []
    assert [one.name for one in tmp_path.iterdir()] == ["made.json"]
    assert path.read_bytes() == b"x" * 1000


def test_what_fails_leaves_what_was_there(tmp_path):
    """Half a file is never seen, and nothing of it is left."""
    path = tmp_path / "made.json"
    path.write_bytes(b"old")

    def half():
        with written_beside(path) as beside:
            beside.write_bytes(b"ha")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]


def test_what_another_process_removed_is_no_fault(tmp_path):
    """A list of files may be older than the folder."""
    (tmp_path / "there").touch()
    assert oldest_first([tmp_path / "gone", tmp_path / "there"]) == [tmp_path / "there"]
