"""The state of the gaps page before its statistics are made: says so, counts, and goes on alone.

Distances and clusters take most of a minute after the data have changed. They are made once, in
a process of their own, at the server's start; never inside a reader's click.
"""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import streamlit as st

from analysis.gaps.join_counts import PERMUTATIONS
from store.folders import ROOT
from views.reader import audience, library

if TYPE_CHECKING:
    from figures.words.language import Words

COMMAND = (sys.executable, str(ROOT / "atlas.py"), "statistics")

EVERY_SECONDS = 1.0
"""How often a waiting page looks again."""

DONE = re.compile(r"(\d+) of (\d+) editions")


class Preparation:
    """The making of the statistics in a process of its own; one for the whole server.

    `share` is that of the editions whose clusters are done, None while distances are measured.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self.share: float | None = None
        self.said = ""

    def start(self) -> None:
        """Start it unless it runs already."""
        with self._lock:
            if self.running:
                return
            self.share, self.said = None, ""
            self._process = subprocess.Popen(  # noqa: S603  # our own command
                COMMAND,
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
            )
            threading.Thread(target=self._listen, args=(self._process,), daemon=True).start()

    def _listen(self, process: subprocess.Popen[str]) -> None:
        for line in process.stdout or ():
            self.said = line.strip() or self.said
            found = DONE.search(line)
            if found:
                self.share = int(found[1]) / max(int(found[2]), 1)
        process.wait()

    @property
    def running(self) -> bool:
        """Whether it is at work."""
        return self._process is not None and self._process.poll() is None

    @property
    def failed(self) -> bool:
        """Whether it ended without making them."""
        return self._process is not None and self._process.poll() not in {None, 0}


@st.cache_resource(show_spinner=False)
def preparation() -> Preparation:
    """Return the one preparation of the server."""
    return Preparation()


def start_if_needed() -> None:
    """Start making the statistics where they are missing."""
    if not library.regional_ready():
        preparation().start()


def show(say: Words) -> None:
    """Say that the statistics are being made, and how far; draw the page once they are."""
    if audience.hidden():  # the process that makes them sees what the public sees
        st.info(say("embargo.statistics"), icon=":material/lock_clock:")
        return
    if not preparation().failed:
        preparation().start()
    st.markdown(f"#### {say('gaps.preparing.title')}")
    st.markdown(say("gaps.preparing.why", permutations=say.number(PERMUTATIONS)))
    _progress(say)


@st.fragment(run_every=EVERY_SECONDS)
def _progress(say: Words) -> None:
    work = preparation()
    if work.failed:
        st.error(say("gaps.preparing.failed"))
        st.code(f"python atlas.py statistics\n{work.said}", language=None)
        st.button(say("gaps.preparing.again"), key="gaps_prepare", on_click=work.start)
        return
    if not work.running and library.regional_ready():
        st.rerun()
    if work.share is None:
        st.progress(0.0, text=say("gaps.preparing.distances"))
    else:
        text = say("gaps.preparing.clusters", share=say.percent(work.share, 0))
        st.progress(work.share, text=text)
