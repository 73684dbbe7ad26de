"""The press pack on the briefing page: chosen, made with progress, taken; a fault is said."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from exports.pack.press_pack import DATA, DRAFTS, PARTS, jobs
from figures.words.language import words
from store.errors import InputError
from views.parts import packing

PAGE = """
import streamlit as st
from figures.words.language import words
from views.parts import packing
desk, say = packing.DESK, words("ko")
chosen, wanted = packing.offer(desk, say)
if wanted:
    packing.make(desk, chosen, say)
"""


class Desk:
    """Stands for the process beside the server: it remembers what it was asked for."""

    def __init__(self, fault=""):
        self.key, self.fault, self.asked = "2023 official x", fault, []
        self.facts = type("Facts", (), {"edition": "2023"})

    def packed_part(self, _pool, job, *, last):
        """Return one file."""
        if self.fault:
            raise InputError.one("pack", value=self.fault, expected="time", next_step="Wait.")
        self.asked.append((job, last))
        return {f"{job[1]}/{job[0]}/{job[2]}.txt": b"1"}

    def whole_pack(self, _pool, files):
        """Return the names."""
        return repr(sorted(files)).encode()


@pytest.fixture
def open_page(monkeypatch):
    """Return a way to open the part of the page with a desk."""
    monkeypatch.setattr(packing, "SHELF", packing.Shelf())
    monkeypatch.setattr(packing, "pool", lambda: None)

    def run(desk):
        monkeypatch.setattr(packing, "DESK", desk, raising=False)
        return AppTest.from_string(PAGE, default_timeout=60).run()

    return run


def test_a_pack_is_made_of_the_chosen_parts_and_can_be_taken(open_page):
    """Each part is made once, each language lets go of its pages, and a second press is free."""
    desk = Desk()
    page = open_page(desk)
    parts = [part for part in PARTS if part != DRAFTS]
    page.multiselect(key="briefing_pack_parts").set_value(parts).run()
    page.button(key="briefing_pack_make").click().run()
    assert not page.exception
    assert [job for job, _ in desk.asked] == jobs(parts)
    assert [job[1] for job, last in desk.asked if last] == ["ko", "en"]
    offered = page.get("download_button")
    assert len(offered) == 1
    page.button(key="briefing_pack_make").click().run()
    assert len(desk.asked) == len(jobs(parts))


def test_no_part_no_pack(open_page):
    """With nothing chosen there is nothing to press."""
    page = open_page(Desk())
    page.multiselect(key="briefing_pack_parts").set_value([]).run()
    assert page.button(key="briefing_pack_make").disabled
    assert not page.exception


def test_what_went_wrong_is_said_and_nothing_is_offered(open_page):
    """A part that takes too long ends the pack with a sentence, and no half pack is handed out."""
    page = open_page(Desk(fault="too slow"))
    page.multiselect(key="briefing_pack_parts").set_value([DATA]).run()
    page.button(key="briefing_pack_make").click().run()
    assert not page.exception
    assert "too slow" in page.error[0].value
    assert not page.get("download_button")


def test_the_shelf_keeps_two_packs():
    """The memory that packs take is bounded: the oldest goes."""
    shelf = packing.Shelf()
    for name in ("a", "b", "c"):
        shelf.put(name, name.encode())
    assert [shelf.take(name) for name in ("a", "b", "c")] == [None, b"b", b"c"]


def test_every_part_has_a_name_in_both_languages():
    """The choice of parts is in words, never in keys."""
    for lang in ("ko", "en"):
        for part in PARTS:
            assert words(lang)(f"briefing.pack.part.{part}") != f"briefing.pack.part.{part}"
