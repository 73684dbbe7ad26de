"""Publishing a state: whole or not at all, whatever the disk does and whoever else publishes."""

from __future__ import annotations

import datetime as dt
import json
import threading
from contextlib import suppress
from dataclasses import replace
from itertools import count
from types import SimpleNamespace

import pytest
from faults import ProcessEnds, each_fault, failing

import geopandas as gpd
import shapely

from analysis.editions.embargo import online_at
from exports.build import bundle
from store.errors import InputError


@pytest.fixture
def workshop(atlas, tmp_path, monkeypatch):
    """Return a build that writes into a temporary folder and takes no time."""
    made = {"atlas.json": b"{}"}
    places = gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 1, 1)], index=["11010"], crs="EPSG:5179")
    monkeypatch.setattr(bundle, "fingerprint", lambda **_: "same")
    monkeypatch.setattr(bundle.Atlas, "load", lambda: atlas)
    monkeypatch.setattr(bundle, "BUILT", tmp_path / "static" / "built")
    monkeypatch.setattr(bundle, "STORE", tmp_path / "build")
    monkeypatch.setattr(bundle, "check_sums", lambda _: 0)
    found = SimpleNamespace(places=places)
    monkeypatch.setattr(bundle, "load_boundaries", lambda *_, **__: found)
    monkeypatch.setattr(bundle, "cut_places", lambda *_: places)
    monkeypatch.setattr(bundle, "read_parts", lambda: None)
    monkeypatch.setattr(bundle, "public_files", lambda *_: bundle.Made(dict(made), {}))
    return SimpleNamespace(root=tmp_path, files=made)


def test_whatever_fails_of_publishing_the_site_has_one_whole_state(workshop):
    """Each change on the disk fails once, and the process ends there once: old or new, never half.

    Afterwards the next attempt goes through, and nothing that was half-made is in the way.
    """
    faults = 0
    for number, kills in each_fault():
        workshop.files["atlas.json"] = f'"old {number} {kills}"'.encode()
        old = bundle.build()
        workshop.files["atlas.json"] = f'"new {number} {kills}"'.encode()
        with failing(number, kills=kills) as disk, suppress(InputError, ProcessEnds):
            bundle.build()
        after = bundle.current()
        assert after is not None
        assert after.is_there()
        state = json.loads((bundle.BUILT / after.bundle / "atlas.json").read_bytes())
        assert state == f"{'old' if after == old else 'new'} {number} {kills}"
        assert len(bundle.build().bundle) == len(old.bundle)
        assert json.loads((bundle.BUILT / bundle.current().bundle / "atlas.json").read_bytes())[
            :3
        ] == ("new")
        if disk.done < number:
            break
        faults += 1
    assert faults > 20


def test_a_full_disk_is_one_sentence(workshop):
    """Publishing on a disk without room says so, and what was half-made is gone again."""
    bundle.build()
    refused = 0
    for number in count(1):
        workshop.files["atlas.json"] = str(number).encode()
        with failing(number, kills=False) as disk:
            try:
                bundle.build()
            except InputError as error:
                refused += 1
                assert "No space left on device" in str(error)  # noqa: PT017  # not each one refuses
        assert [path.name for path in bundle.BUILT.iterdir() if path.name.startswith(".")] == []
        if disk.done < number:
            break
    assert refused > 5


def test_four_builds_at_once_do_not_meet(workshop, atlas):
    """Several processes publish the same moment, or two, at once: each comes through whole."""
    states = [bundle.Made({"atlas.json": str(number % 2).encode()}, {}) for number in range(4)]
    ready = bundle.prepare(atlas)
    faults = []

    def publish(number):
        try:
            for turn in range(5):
                made = states[(number + turn) % 4]
                built = replace(ready.built, bundle=f"bundle-{made.files['atlas.json'].decode()}")
                bundle.publish(ready._replace(built=built, made=made), atlas)
        except Exception as fault:  # noqa: BLE001  # each is shown below
            faults.append(fault)

    threads = [threading.Thread(target=publish, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert bundle.current() is not None
    assert sorted(path.name for path in bundle.BUILT.iterdir()) == ["bundle-0", "bundle-1"]


def test_what_was_taken_back_is_gone_at_once(workshop, atlas):
    """A bundle with an edition that is not public any more is not kept for open pages."""
    later = bundle.build()
    workshop.files["atlas.json"] = b"[]"
    earlier = atlas.public(online_at(atlas.tables.editions.iloc[-1]) - dt.timedelta(days=1))
    assert atlas.editions[-1] not in earlier.editions
    bundle.publish(bundle.prepare(earlier), earlier)
    assert not (bundle.BUILT / later.bundle).exists()
    assert not (bundle.STORE / later.bundle).exists()


def test_a_pointer_that_an_accident_left_is_made_anew(workshop):
    """Half a pointer, or one of another version, is no error: the state is published again."""
    built = bundle.build()
    for content in (b"", b"{", b"[]", b'{"bundle": "x"}', b'{"bundle": "x", "more": 1}'):
        (bundle.STORE / "current.json").write_bytes(content)
        assert bundle.current() is None
    assert bundle.build() == built
