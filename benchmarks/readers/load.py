"""How many readers one machine serves: `python -m benchmarks.readers.load`.

Readers speak the websocket protocol (`benchmarks.readers.reader`), each with its own session, on
every page and tab, and think between visits as people do. The load comes from this machine, so its
cost is in the figures. Never a test: it always ends with 0, and prints what it found.
`python -m benchmarks.readers.capacity` then writes it into docs/capacity.md.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import os
import platform
import random
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psutil

from analysis.coverage.rules import RULES
from benchmarks.driver import free_port, serve_app, serve_atlas
from benchmarks.readers.reader import Reader, VisitError
from benchmarks.stand_in import content_network
from deploy.replicas import replicas
from figures.words.language import LANGUAGES
from views.reader.state import GAP_SECTIONS, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.driver import Server

BENCHMARKS = Path(__file__).resolve().parent.parent
RESULTS = BENCHMARKS / "results" / "load.json"
ORDINARY = BENCHMARKS / "apps" / "ordinary_simplified.py"
SEED = 20230306
EDITIONS = ("2019", "2021", "2022", "2023", "2024", "2026")
PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    ("", {}),
    ("map", {}),
    ("provinces", {}),
    *(("trends", {"section": one}) for one in SECTIONS),
    *(("gaps", {"gap": one}) for one in GAP_SECTIONS),
    ("calendar", {}),
    ("programmes", {}),
    ("release", {}),
    ("briefing", {}),
    ("data", {}),
)
"""Every page and tab; readers go to each equally often, which no real reader does."""

CHANGES = 0.5
"""Share of visits that keep the page and change edition, rule or language."""

MEGABYTE = 1_000_000


@dataclass
class Load:
    """What one run with some readers gave.

    Parameters
    ----------
    seconds
        Time of each visit, by page.
    payload
        Bytes of each visit, by page.
    errors
        What went wrong.
    """

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    payload: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    cpu: float = 0.0
    memory: list[float] = field(default_factory=list)

    def times(self) -> list[float]:
        """Return the times of all visits, sorted."""
        return sorted(one for page in self.seconds.values() for one in page)


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of sorted values lies."""
    return values[min(len(values) - 1, int(len(values) * share))] if values else float("nan")


def state(choose: random.Random) -> dict[str, str]:
    """Return what a reader may have chosen in the bar."""
    return {
        "edition": choose.choice(EDITIONS),
        "rule": choose.choice(list(RULES)),
        "lang": choose.choice(list(LANGUAGES)),
    }


class Site(NamedTuple):
    """Where readers go, and the processes that serve them; what these started belongs to them."""

    url: str
    heads: tuple[int, ...]

    @classmethod
    def of(cls, server: Server) -> Site:
        """Return a server of one process as a site."""
        return cls(server.url, (server.process.pid,))


def processes(site: Site) -> list[psutil.Process]:
    """Return the site's processes and those they started."""
    heads = [psutil.Process(pid) for pid in site.heads]
    return [one for head in heads for one in (head, *head.children(recursive=True))]


def used(server: Site) -> float:
    """Return the processor's seconds of a site and what it started."""
    total = 0.0
    for one in processes(server):
        try:
            times = one.cpu_times()
        except psutil.NoSuchProcess:
            continue
        total += times.user + times.system
    return total


def memory(server: Site) -> float:
    """Return the megabytes of the site's own processes."""
    sizes = (float(psutil.Process(pid).memory_info().rss) for pid in server.heads)
    return sum(sizes) / MEGABYTE


@dataclass(frozen=True)
class Reading:
    """What readers do.

    Parameters
    ----------
    pages
        Where they go.
    state
        Gives what they choose in the bar.
    think
        Seconds between two visits, on average.
    seconds
        For how long.
    """

    pages: Sequence[tuple[str, dict[str, str]]]
    state: Callable[[random.Random], dict[str, str]]
    think: float
    seconds: float


async def person(number: int, url: str, until: float, how: Reading, found: Load) -> None:
    """Read pages until the time is up, with pauses."""
    choose = random.Random(SEED + number)  # noqa: S311  # to be repeatable, not secret
    await asyncio.sleep(choose.random() * how.think)
    page, tab = choose.choice(how.pages)
    chosen = how.state(choose)
    try:
        async with Reader(url) as reader:
            while time.monotonic() < until:
                visit = await reader.visit(page, {**chosen, **tab})
                found.seconds[visit.page].append(visit.seconds)
                found.payload[visit.page].append(visit.payload)
                await asyncio.sleep(choose.uniform(0.5, 1.5) * how.think)
                if choose.random() < CHANGES:
                    chosen = how.state(choose)
                else:
                    page, tab = choose.choice(how.pages)
    except (VisitError, OSError, TimeoutError) as error:
        found.errors.append(f"{page}: {error!r}")


async def crowd(server: Site, readers: int, how: Reading) -> Load:
    """Let readers read for a while, and return what it was like for them."""
    found = Load()
    cpu, until = used(server), time.monotonic() + how.seconds
    people = [
        asyncio.create_task(person(number, server.url, until, how, found))
        for number in range(readers)
    ]
    while not all(one.done() for one in people):
        found.memory.append(memory(server))
        await asyncio.wait(people, timeout=5)
    found.cpu = used(server) - cpu
    return found


async def by_page(server: Site, rounds: int) -> dict[str, dict[str, float]]:
    """Return what a visit of each page costs one reader: cold first, then warm."""
    cost: dict[str, list[tuple[float, int, int]]] = defaultdict(list)
    for turn in range(rounds + 1):
        async with Reader(server.url) as reader:
            await reader.visit("", {"lang": "ko", "edition": EDITIONS[-1]})
            for page, tab in PAGES:
                before = used(server)
                visit = await reader.visit(page, {"lang": "ko", "edition": "2023", **tab})
                await asyncio.sleep(0.1)  # what follows a run belongs to it
                cost[visit.page].append((used(server) - before, visit.payload, visit.wire))
        if not turn:
            await asyncio.sleep(1)
    return {
        page or "overview": {
            "cold_ms": rows[0][0] * 1000,
            "warm_ms": quantile(sorted(row[0] for row in rows[1:]), 0.5) * 1000,
            "kilobytes": max(row[1] for row in rows) / 1000,
            "wire_kilobytes": max(row[2] for row in rows) / 1000,
        }
        for page, rows in cost.items()
    }


def told(readers: int, think: float, found: Load) -> dict[str, float]:
    """Return and print what a crowd saw."""
    times = found.times()
    facts = {
        "readers": readers,
        "think_s": think,
        "visits": len(times),
        "p50_ms": quantile(times, 0.5) * 1000,
        "p95_ms": quantile(times, 0.95) * 1000,
        "cpu_ms_a_visit": found.cpu / max(len(times), 1) * 1000,
        "memory_first_mb": found.memory[0],
        "memory_most_mb": max(found.memory),
        "errors": len(found.errors),
    }
    print("  ".join(f"{name} {value:.0f}" for name, value in facts.items()), flush=True)
    for error in found.errors[:5]:
        print(f"  {error}")
    return facts


def machine() -> dict[str, str]:
    """Return what the figures were measured on, and when."""
    return {
        "day": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "processors": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
    }


def by_page_told(site: Site, rounds: int) -> dict[str, dict[str, float]]:
    """Measure and print what each page costs one reader."""
    pages = asyncio.run(by_page(site, rounds))
    print(f"{'page':24}{'cold ms':>9}{'warm ms':>9}{'kB':>8}{'wire kB':>9}")
    for page, row in pages.items():
        print(f"{page:24}{row['cold_ms']:9.0f}{row['warm_ms']:9.0f}{row['kilobytes']:8.1f}", end="")
        print(f"{row['wire_kilobytes']:9.1f}")
    return pages


def ordinary(readers: int, think: float, seconds: float) -> dict[str, float]:
    """Let as many readers read the ordinary app."""
    with ExitStack() as stack:
        os.environ["CDN"] = stack.enter_context(content_network())
        site = Site.of(stack.enter_context(serve_app(ORDINARY)))
        how = Reading((("", {}),), lambda _choose: {}, think, seconds)
        return told(readers, think, asyncio.run(crowd(site, readers, how)))


def two_replicas(readers: int, how: Reading) -> dict[str, float]:
    """Let readers read two replicas behind nginx."""
    with replicas(free_port()) as fleet:
        site = Site(fleet.address, tuple(one.pid for one in fleet.replicas))
        return told(readers, how.think, asyncio.run(crowd(site, readers, how)))


def main() -> None:
    """Measure the cost of each page, then crowds, then two replicas and the ordinary app."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--readers", type=int, nargs="*", default=[10, 30, 100])
    parser.add_argument("--think", type=float, default=5.0, help="seconds between visits")
    parser.add_argument("--seconds", type=float, default=60.0, help="of each crowd")
    parser.add_argument("--rounds", type=int, default=3, help="of warm visits to each page")
    parser.add_argument("--large", type=int, default=300, help="readers of the last crowd")
    parser.add_argument("--large-think", type=float, default=15.0, help="its think time")
    parser.add_argument("--no-replicas", action="store_true")
    parser.add_argument("--no-ordinary", action="store_true")
    options = parser.parse_args()
    facts: dict[str, object] = {"machine": machine()}
    most, how = max(options.readers), Reading(PAGES, state, options.think, options.seconds)
    with serve_atlas() as server:
        site = Site.of(server)
        facts["pages"] = by_page_told(site, options.rounds)
        crowds = [
            told(readers, options.think, asyncio.run(crowd(site, readers, how)))
            for readers in options.readers
        ]
        if options.large:
            wide = Reading(PAGES, state, options.large_think, options.seconds)
            found = asyncio.run(crowd(site, options.large, wide))
            crowds.append(told(options.large, options.large_think, found))
        facts["crowds"] = crowds
        facts["memory_after_mb"] = memory(site)
    RESULTS.parent.mkdir(exist_ok=True)
    if not options.no_replicas:
        facts["replicas"] = two_replicas(most, how)
    if not options.no_ordinary:
        facts["ordinary"] = ordinary(most, options.think, options.seconds)
    RESULTS.write_text(json.dumps(facts, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
