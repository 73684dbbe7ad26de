"""Honest readers beside strangers: what the strangers' files cost the others.

Run as `python -m benchmarks.readers.soak [seconds] [honest readers] [strangers]`. Honest readers
open the pages in turn and wait as people do; first alone, then while strangers give the release
page the files of `tests/support/hostile_files.py`, open sockets from foreign pages and try links.
Somebody asks for the site's health all the while. Exit 1 when the honest readers' p95 is more than
twice what it was alone, or health took longer than half a second.
"""

from __future__ import annotations

import contextlib
import random
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING

from websockets.exceptions import WebSocketException

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests" / "support")]

import hostile_files as hostile  # the tests' folder comes first

from benchmarks.driver import serve_atlas
from benchmarks.readers.socket_reader import SocketReader

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = ("", "map", "provinces", "trends", "calendar", "programmes", "release", "data")
PAUSE_SECONDS = (1.0, 4.0)
"""Between two pages of one person."""

MOST_TIMES, MOST_HEALTH_SECONDS = 2.0, 0.5

FILES = {
    **{f"{name}.html": content for name, content in hostile.OPEN_MARKS.items()},
    "elements.docx": hostile.many_elements(59),
    "text.docx": hostile.much_text(30),
    "section.hwpx": hostile.long_section_name(5_000),
    "stream.pdf": hostile.one_stream(200, 60_000),
    "figures.txt": b"1 " * 20_000,
}


@dataclass
class Soak:
    """What was measured, in seconds.

    Parameters
    ----------
    url
        The server's address.
    """

    url: str
    opened: list[float] = field(default_factory=list)
    health: list[float] = field(default_factory=list)
    given: int = 0
    faults: list[str] = field(default_factory=list)

    def honest(self, seed: int, end: float) -> None:
        """Open pages until the time is over."""
        rng = random.Random(seed)  # noqa: S311  # no secret
        with SocketReader(self.url) as reader:
            while time.monotonic() < end:
                took = reader.open(rng.choice(PAGES), edition=str(rng.randint(2015, 2026)))
                self.opened.append(took)
                time.sleep(rng.uniform(*PAUSE_SECONDS))

    def stranger(self, seed: int, end: float) -> None:
        """Give files, come from foreign pages and try links until the time is over."""
        rng = random.Random(seed)  # noqa: S311  # no secret
        while time.monotonic() < end:
            name = rng.choice(sorted(FILES))
            with (
                contextlib.suppress(TimeoutError, WebSocketException, OSError),
                SocketReader(self.url) as reader,
            ):
                reader.open("release")
                reader.upload(name, FILES[name])
                self.given += 1
                if rng.random() < 0.3:  # some come another way as well
                    urllib.request.urlopen(f"{self.url}/?preview=x{seed}", timeout=20).close()  # noqa: S310  # our own
                    SocketReader(self.url, origin="http://evil.example").close()

    def watch(self, end: float) -> None:
        """Ask for the health until the time is over."""
        while time.monotonic() < end:
            start = time.monotonic()
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=30).close()  # noqa: S310  # our own
            except (urllib.error.URLError, TimeoutError) as error:
                self.faults.append(f"health: {error}")
            self.health.append(time.monotonic() - start)
            time.sleep(0.2)

    def run(self, seconds: float, honest: int, strangers: int) -> None:
        """Let all of them go for some seconds."""
        end = time.monotonic() + seconds

        def kept(work: Callable[..., None], *given: object) -> Callable[[], None]:
            def go() -> None:
                try:
                    work(*given)
                except Exception as error:  # noqa: BLE001  # each is shown at the end
                    self.faults.append(f"{work.__name__}: {type(error).__name__}: {error}")

            return go

        works = [kept(self.honest, seed, end) for seed in range(honest)]
        works += [kept(self.stranger, 1_000 + seed, end) for seed in range(strangers)]
        works.append(kept(self.watch, end))
        hands = [threading.Thread(target=work) for work in works]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()


def p95(values: list[float]) -> float:
    """Return what nineteen of twenty stay below."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else 0.0


def main(seconds: float, honest: int, strangers: int) -> int:
    """Measure alone, then together, and print both; return 1 when it costs too much."""
    with serve_atlas() as server:
        Soak(server.url).run(15, 1, 0)  # what is made once is made
        alone, together = Soak(server.url), Soak(server.url)
        alone.run(seconds, honest, 0)
        together.run(seconds, honest, strangers)
    for name, soak in (("alone", alone), ("together", together)):
        print(
            f"{name:10}{len(soak.opened):5} pages, p95 {p95(soak.opened):.2f} s; "
            f"{soak.given:4} files given; health at most {max(soak.health):.3f} s"
        )
    faults = alone.faults + together.faults
    print(*faults, sep="\n")
    slow = p95(together.opened) > MOST_TIMES * p95(alone.opened)
    return 1 if faults or slow or max(together.health) > MOST_HEALTH_SECONDS else 0


if __name__ == "__main__":
    given = dict(enumerate(sys.argv[1:]))
    sys.exit(main(float(given.get(0, 60)), int(given.get(1, 20)), int(given.get(2, 10))))
