"""A whole intake on a disk that fails: approvals, what is served, and the way back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from types import SimpleNamespace

import pytest
from faults import ProcessEnds, each_fault, failing
from future_edition import EDITION, HOUR, STAMPS, release
from helpers import copy_tables

from analysis import clock
from analysis.atlas import Atlas
from analysis.editions.editing import standing
from analysis.intake import taking_in
from exports.build import bundle
from store.errors import InputError
from store.journal import journal_path, read_journal
from views.reader.bundles import Bundles
from views.reader.publication import Publication

STEPS = ("Kim", "Lee", "take back")


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """Return a data folder, what an edition would add to it, and the atlas of each state."""
    root = copy_tables(tmp_path_factory.mktemp("known"))
    proposal = taking_in.take_in(release(), STAMPS, {}, root)
    base = taking_in.read_book(root)[0]
    before = Atlas.whole(root, [])
    for who in ("Kim", "Lee"):
        taking_in.record(proposal, who, root)
    after = Atlas.whole(root, read_journal(root))
    assert EDITION in after.editions
    return SimpleNamespace(proposal=proposal, base=base, before=before, after=after)


class Shapes:
    """Stands for the cleaned places, which take time to write."""

    def to_parquet(self, out):
        """Write something."""
        out.write(b"shapes")


@pytest.fixture
def install(known, tmp_path, monkeypatch):
    """Return a way to make an installation at the hour that reads no table twice."""
    monkeypatch.setattr(clock, "source", lambda: HOUR)

    def read_book(folder):
        entries = read_journal(folder)
        return known.base, entries  # what stands in the tables is not what is looked at here

    def prepare(atlas):
        made = bundle.Made({"atlas.json": " ".join(atlas.editions).encode()}, {})
        return bundle.Prepared(bundle.Built(str(len(atlas.editions)), "", ""), made, Shapes())

    def publish(ready, seen):
        built = replace(ready.built, inputs=bundle.fingerprint(seen=seen), data_hash=seen.data_hash)
        return real(ready._replace(built=built), seen)

    real = bundle.publish
    monkeypatch.setattr(taking_in, "read_book", read_book)
    monkeypatch.setattr(taking_in, "apply", lambda book, _: book)
    monkeypatch.setattr(taking_in, "check_events", lambda *_: None)
    monkeypatch.setattr(taking_in, "Register", SimpleNamespace(from_tables=lambda _: None))
    monkeypatch.setattr(bundle, "prepare", prepare)
    monkeypatch.setattr(bundle, "publish", publish)
    monkeypatch.setattr(bundle, "fingerprint", lambda seen: seen.data_hash)

    def make(number):
        folder = tmp_path / str(number)
        root = folder / "data"
        root.mkdir(parents=True)
        monkeypatch.setattr(bundle, "BUILT", folder / "static" / "built")
        monkeypatch.setattr(bundle, "STORE", folder / "build")
        return Installation(root, known)

    return make


class Installation:
    """One installation: its folder, and the process that serves it."""

    def __init__(self, root, known):
        self.root, self.known = root, known
        self.start()
        self.shown()

    def start(self):
        """Start the process that serves the folder."""
        self.bundles = Bundles()
        self.publication = Publication(self.root, self.bundles.publish, self._load)

    def _load(self, _root, entries):
        return self.known.after if standing(entries).adopted else self.known.before

    def shown(self):
        """Return what the public sees, and what its browsers fetch."""
        view = self.publication.public()
        built = self.bundles.of(view)
        fetched = (bundle.BUILT / built.bundle / "atlas.json").read_text(encoding="utf-8")
        return view.atlas.editions, fetched.split()

    def go_on(self):
        """Do what comes next by the journal: two approvals, then the way back; serve each state."""
        done = len(read_journal(self.root))
        if done == len(STEPS):
            return False
        if STEPS[done] == "take back":
            taking_in.take_back(EDITION, "Kim", self.root)
        else:
            taking_in.record(self.known.proposal, STEPS[done], self.root)
        self.shown()
        return True


def test_whatever_fails_of_an_intake_the_site_shows_the_state_before_or_after(install):
    """Each change on the disk fails once and the process ends there once, from first to last.

    What is served is whole and what the journal says; who tries again comes to the end, and
    nothing of the edition that was taken back is left where browsers fetch.
    """
    faults, states = 0, set()
    for number, kills in each_fault():
        site = install(f"{number}-{kills}")
        with failing(number, kills=kills) as disk, suppress(InputError, ProcessEnds):
            while site.go_on():
                pass
        if kills:
            site.start()
        official = bool(standing(read_journal(site.root)).adopted)
        editions, fetched = site.shown()
        assert editions == fetched
        assert editions in (site.known.before.editions, site.known.after.editions)
        assert EDITION not in editions or official
        states.add(official)
        site.start()  # who looks later
        assert (EDITION in site.shown()[0]) is official
        while site.go_on():
            pass
        assert site.shown() == (site.known.before.editions, site.known.before.editions)
        left = [path.name for path in bundle.BUILT.iterdir() if not path.name.startswith(".")]
        assert left == [str(len(site.known.before.editions))]
        assert journal_path(site.root).stat().st_mode & 0o077 == 0
        if disk.done < number:
            break
        faults += 1
    assert faults > 60
    assert states == {True, False}
