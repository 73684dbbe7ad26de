"""The journal: chained, append-only, whole or not at all."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.editions.editing import approve, standing, undo, verify
from store import journal
from store.errors import InputError
from store.journal import GENESIS, append, head, journal_path, read_journal, seal

AT = "2024-03-11T09:00:00+09:00"
PROJECT = Path(__file__).resolve().parents[2]


def proposal(edition="2024", note=""):
    return {"edition": edition, "events": [], "note": note}


def two(root, edition="2024"):
    """Adopt an edition with two approvals."""
    for who in ("Kim", "Lee"):
        append(approve(read_journal(root), proposal(edition), who, AT), root)


def test_an_edition_is_official_only_after_a_second_different_name(tmp_path):
    """One approval is pending; the same name again, in any spelling, is refused."""
    append(approve([], proposal(), "Kim Minji", AT), tmp_path)
    state = standing(read_journal(tmp_path))
    assert state.adopted == ()
    assert list(state.pending) == ["2024"]
    for same in ("Kim Minji", "kim  minji ", "ＫＩＭ minji"):
        with pytest.raises(InputError, match="second, different name"):
            approve(read_journal(tmp_path), proposal(), same, AT)
    append(approve(read_journal(tmp_path), proposal(), "Lee", AT), tmp_path)
    state = standing(read_journal(tmp_path))
    assert [done["edition"] for done in state.adopted] == ["2024"]
    assert [entry["who"] for entry in read_journal(tmp_path)] == ["Kim Minji", "Lee"]


def test_a_changed_proposal_starts_again_at_the_first_approval(tmp_path):
    """Nobody's approval counts for something they did not see."""
    append(approve([], proposal(), "Kim", AT), tmp_path)
    entry = append(approve(read_journal(tmp_path), proposal(note="x"), "Lee", AT), tmp_path)
    assert entry["action"] == "approved"
    assert standing(read_journal(tmp_path)).adopted == ()


def test_an_edition_is_taken_back_and_can_come_again(tmp_path):
    """Undo is an entry like any other; the history keeps all of it."""
    two(tmp_path)
    append(undo(read_journal(tmp_path), "2024", "Park", AT), tmp_path)
    assert standing(read_journal(tmp_path)).adopted == ()
    two(tmp_path)
    assert len(standing(read_journal(tmp_path)).adopted) == 1
    assert len(read_journal(tmp_path)) == 5


def test_what_cannot_be_undone_or_approved_is_said(tmp_path):
    """Unknown editions, an edition below a later one, a doubled edition and no name."""
    two(tmp_path)
    two(tmp_path, "2025")
    entries = read_journal(tmp_path)
    with pytest.raises(InputError, match="an edition of the journal: 2024, 2025"):
        undo(entries, "2023", "Park", AT)
    with pytest.raises(InputError, match="Take back 2025 first"):
        undo(entries, "2024", "Park", AT)
    with pytest.raises(InputError, match="official already"):
        approve(entries, proposal(), "Park", AT)
    with pytest.raises(InputError, match="no name"):
        approve(entries, proposal("2026"), "  ", AT)


@given(st.data())
def test_any_change_to_any_entry_breaks_the_chain(data):
    """Changing a field, dropping, doubling or swapping entries is found."""
    entries: list = []
    for year in range(2024, 2028):
        entry = approve(entries, proposal(str(year)), "Kim", AT)
        entries.append(seal({**entry, "n": len(entries) + 1}))
    assert verify(entries) == []
    at = data.draw(st.integers(0, 2))
    action = data.draw(st.sampled_from(["field", "drop", "double", "swap", "reseal"]))
    forged = [dict(entry) for entry in entries]
    if action == "field":
        key = data.draw(st.sampled_from(["who", "at", "edition", "action", "n", "prev"]))
        forged[at][key] = "x"
    elif action == "drop":
        del forged[at]
    elif action == "double":
        forged.insert(at, forged[at])
    elif action == "swap":
        forged[at], forged[at + 1] = forged[at + 1], forged[at]
    else:
        forged[at] = seal({**forged[at], "who": "Mallory"})
    assert verify(forged)
    with pytest.raises(InputError):
        standing(forged)


def test_two_editors_cannot_both_append_to_the_same_state(tmp_path):
    """The slower one is told to look again; the file keeps one entry."""
    first = approve([], proposal(), "Kim", AT)
    second = approve([], proposal("2025"), "Lee", AT)
    append(first, tmp_path)
    before = journal_path(tmp_path).read_bytes()
    with pytest.raises(InputError, match="Someone else was faster"):
        append(second, tmp_path)
    assert journal_path(tmp_path).read_bytes() == before


class Killed(BaseException):
    """Stands for the process being killed."""


def test_a_crash_after_any_byte_leaves_the_old_state_or_the_new_one(tmp_path, monkeypatch):
    """Killed after each number of written bytes, readers see the old journal or the whole new one.

    The next append then works and removes what was left over.
    """
    two(tmp_path)
    old = read_journal(tmp_path)
    path = journal_path(tmp_path)
    clean = path.read_bytes()
    real = os.write
    line = None
    rng = random.Random("crash")  # noqa: S311  # planting errors, not guarding secrets
    for attempt in range(60):
        limit = 0 if attempt == 0 else rng.randrange(0, line + 1 if line else 900)

        def dying(handle, content, limit=limit):
            real(handle, bytes(content)[:limit])
            raise Killed

        path.write_bytes(clean)
        monkeypatch.setattr(journal.os, "write", dying)
        with pytest.raises(Killed):
            append(approve(old, proposal("2025"), "Kim", AT), tmp_path)
        monkeypatch.setattr(journal.os, "write", real)
        found = read_journal(tmp_path)
        assert found in (old, [*old, *found[len(old) :]])
        assert len(found) in (len(old), len(old) + 1)
        assert verify(found) == []
        after = append(approve(found, proposal("2026"), "Park", AT), tmp_path)
        assert read_journal(tmp_path)[-1] == after
        assert verify(read_journal(tmp_path)) == []
        line = len(json.dumps(after, ensure_ascii=False).encode()) + 1


@pytest.mark.parametrize("step", ["open", "lock", "write", "fsync"])
def test_a_killed_process_leaves_a_whole_journal(tmp_path, step):
    """A real process that dies at each step leaves the old state or the new one."""
    two(tmp_path)
    old = read_journal(tmp_path)
    script = f"""
import os
from pathlib import Path
from analysis.editions.editing import approve
from store.journal import read_journal
from store import journal
root = Path({str(tmp_path)!r})
entry = approve(read_journal(root), {proposal("2025")!r}, "Kim", {AT!r})
def die(*args):
    if {step!r} == "write":
        real(args[0], bytes(args[1])[:100])
    os._exit(9)
home, name = (journal, "locked") if {step!r} == "lock" else (os, {step!r})
real = getattr(home, name)
setattr(home, name, die)
journal.append(entry, root)
"""
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, check=False, capture_output=True
    )
    assert run.returncode == 9, run.stderr
    found = read_journal(tmp_path)
    assert found[: len(old)] == old
    assert len(found) == len(old) + (step == "fsync")
    assert verify(found) == []


def test_a_spoilt_journal_is_said_and_not_used(tmp_path):
    """A whole line that is no entry stops the atlas with a sentence."""
    path = journal_path(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"not json\n")
    with pytest.raises(InputError, match="line 1"):
        read_journal(tmp_path)
    assert head([]) == GENESIS
