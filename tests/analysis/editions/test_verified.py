"""A damaged journal changes nothing of what is shown, and is told."""

from __future__ import annotations

import stat

import pytest

from analysis.editions.editing import approve, undo
from analysis.editions.verified import copy_path, verified_entries
from store.journal import append, journal_path, read_journal

AT = "2024-03-11T09:00:00+09:00"


@pytest.fixture
def root(tmp_path):
    """Return a data folder whose journal holds one official edition, seen once by a server."""
    folder = tmp_path / "data"
    folder.mkdir()
    for who in ("Kim", "Lee"):
        append(approve(read_journal(folder), {"edition": "2024"}, who, AT), folder)
    assert verified_entries(folder).fault is None
    return folder


def cut(content):
    return content[: content.index(b"\n") + 1]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content.replace(b"Lee", b"Eel"),
        lambda content: content.replace(b'"n"', b"xx", 1),
        lambda content: content + b"\x00\x00\x00\n",
        lambda content: content + b"[]\n",
        lambda content: b"[" * 100_000 + b"\n" + content,
        lambda content: content[:0],
        cut,
        None,
    ],
    ids=["changed", "broken", "zeros", "list", "nested", "empty", "cut", "gone"],
)
def test_the_last_state_that_held_is_kept(root, damage):
    """Whatever happens to the file, the state stays as it was and the fault is there to be told."""
    path = journal_path(root)
    before = read_journal(root)
    content = path.read_bytes()
    path.unlink() if damage is None else path.write_bytes(damage(content))
    found = verified_entries(root)
    assert found.entries == before
    assert found.fault is not None
    path.write_bytes(content)
    assert verified_entries(root).fault is None


def test_new_entries_count_as_soon_as_they_hold(root):
    """An edition that is taken back is gone at once, and its entry is kept like the others."""
    append(undo(read_journal(root), "2024", "Park", AT), root)
    found = verified_entries(root)
    assert [entry["action"] for entry in found.entries] == ["approved", "adopted", "undone"]
    path = journal_path(root)
    path.write_bytes(b"{}\n")
    assert len(verified_entries(root).entries) == 3


def test_without_a_copy_the_part_that_holds_counts(root):
    """On a machine that never saw the journal whole, the entries before the damage count."""
    copy_path(root).unlink()
    path = journal_path(root)
    path.write_bytes(path.read_bytes() + b"{}\n")
    found = verified_entries(root)
    assert len(found.entries) == 2
    assert found.fault is not None


def test_journal_and_copy_are_private(root):
    """Nobody but the server's own account reads an edition before its hour from the disk."""
    for path in (journal_path(root), copy_path(root)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
