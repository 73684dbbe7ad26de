"""The press pack on a page: made part by part beside the server, with progress and a way out.

A process of its own makes the parts, one at a time: readers' pictures have another and never wait
for a pack. Between two parts Streamlit looks whether the reader has pressed something; pressing
"cancel", or going to another page, ends it there.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, cast

import streamlit as st

from exports.pack.press_pack import DRAFTS, PARTS, jobs
from exports.release.files import draft_files
from figures.style.theme import load_theme
from store.errors import InputError
from views.parts.drawing import drawing_pool
from views.parts.plain import plain
from views.reader import access, library

if TYPE_CHECKING:
    from figures.words.language import Words
    from store.bounded.pool import Pool
    from views.parts.drawing import Desk

KEPT = 2
"""Packs that stay at hand for who downloads them; one weighs some thirty megabytes."""

GROWN_MEGABYTES = 1200
"""What the process keeps while a language is made: its pictures, each once for all that show it."""

NICENESS = 10
"""Nobody looks at a page that waits for a pack: it stands back behind pages and pictures."""


@cache
def pool() -> Pool:
    """Return the pool that makes packs: one process, started by the first who asks."""
    return drawing_pool(GROWN_MEGABYTES, NICENESS)


@dataclass
class Shelf:
    """The packs made last; whoever may see an edition takes the same one."""

    packs: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def put(self, key: str, pack: bytes) -> None:
        """Keep a pack, and let the oldest go."""
        with self.lock:
            self.packs[key] = pack
            self.packs.move_to_end(key)
            while len(self.packs) > KEPT:
                self.packs.popitem(last=False)

    def take(self, key: str) -> bytes | None:
        """Return a pack, or None where it has gone."""
        with self.lock:
            return self.packs.get(key)


SHELF = Shelf()


def offer(desk: Desk, say: Words) -> tuple[list[str], bool]:
    """Draw the choice of parts and the button; return what is chosen and whether to make it now."""
    st.markdown(f"###### {say('briefing.pack')}")
    st.caption(say("briefing.pack.text"))
    chosen = st.multiselect(
        say("briefing.pack.parts"),
        PARTS,
        list(PARTS),
        format_func=lambda part: say(f"briefing.pack.part.{part}"),
        key="briefing_pack_parts",
    )
    done = SHELF.take(_key(desk, chosen)) if chosen else None
    pressed = st.button(
        say("briefing.pack.make"), key="briefing_pack_make", disabled=not chosen, width="stretch"
    )
    if done is not None:
        st.download_button(
            say("briefing.pack.take", size=say.number(round(len(done) / 1e6))),
            done,
            f"learning-cities-{desk.facts.edition}.zip",
            "application/zip",
            key="briefing_pack_take",
            on_click="ignore",
            width="stretch",
        )
    return chosen, pressed and done is None


def make(desk: Desk, chosen: list[str], say: Words) -> None:
    """Make the pack part by part, and say how far it is; a press on "cancel" ends it."""
    todo = jobs(chosen)
    steps = len(todo) + 2
    shown = st.progress(0.0, text=say("briefing.pack.starting"))
    # A press runs the page anew, and this run ends at its next word to the browser.
    st.button(say("briefing.pack.cancel"), key="briefing_pack_cancel", width="stretch")
    files: dict[str, bytes] = {}
    try:
        if DRAFTS in chosen:
            files |= draft_files(
                library.atlas(), desk.facts.edition, load_theme(), access.embargoes()
            )
        for done, job in enumerate(todo, start=1):
            told = say("briefing.pack.progress", done=done, of=len(todo))
            shown.progress(done / steps, text=told)
            last = job == todo[-1] or todo[done][1] != job[1]
            files |= cast("dict[str, bytes]", desk.packed_part(pool(), job, last=last))
        shown.progress((steps - 1) / steps, text=say("briefing.pack.closing"))
        SHELF.put(_key(desk, chosen), cast("bytes", desk.whole_pack(pool(), files)))
    except InputError as fault:
        shown.empty()
        st.error(plain(str(fault)))
        return
    st.rerun()


def _key(desk: Desk, chosen: list[str]) -> str:
    return f"{desk.key} {','.join(sorted(chosen))}"
