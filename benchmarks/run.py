"""Measure the atlas beside the ordinary way, in one run: `python -m benchmarks.run`.

Five apps run side by side; each round measures all of them in turn, so that a busy minute of
the machine falls on all alike, and ratios of medians are what counts. Every page starts with an
empty browser cache and a server that has served one page before, but for the rows that say "of a
server just started". Never a test: always exit 0.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import Error

from benchmarks import budgets, scenes
from benchmarks.driver import Server, closed_browser, serve_app, serve_atlas
from benchmarks.measure import fresh_page
from benchmarks.replay import server_times
from benchmarks.stand_in import content_network
from benchmarks.wire import tapped

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

HERE = Path(__file__).resolve().parent
APPS = HERE / "apps"
RESULTS = HERE / "results"

SCENES: dict[str, Callable[[Browser, str], scenes.Sample]] = {
    "blank": scenes.blank,
    "full": scenes.ordinary,
    "simplified": scenes.ordinary,
    "atlas": scenes.atlas,
    "chart_and_frame": scenes.chart_and_frame,
}


def start(stack: ExitStack) -> dict[str, Server]:
    """Start every app; the stack ends them."""
    os.environ["CDN"] = stack.enter_context(content_network())
    return {
        "blank": stack.enter_context(serve_app(APPS / "blank.py")),
        "full": stack.enter_context(serve_app(APPS / "ordinary_full.py")),
        "simplified": stack.enter_context(serve_app(APPS / "ordinary_simplified.py")),
        "atlas": stack.enter_context(serve_atlas()),
        "chart_and_frame": stack.enter_context(serve_app(APPS / "chart_and_frame.py")),
    }


def first_of_all(browser: Browser, app: str) -> scenes.Sample:
    """Return the time to the first text or map of the first page of a server just started."""
    serve = {
        "blank": lambda: serve_app(APPS / "blank.py"),
        "simplified": lambda: serve_app(APPS / "ordinary_simplified.py"),
        "full": lambda: serve_app(APPS / "ordinary_full.py"),
        "atlas": serve_atlas,
    }[app]
    with serve() as server, fresh_page(browser) as seen:
        query = f"/?lang=en&edition={scenes.FROM}" if app == "atlas" else ""
        seen.page.goto(f"{server.url}{query}", wait_until="commit")
        if app == "blank":
            first = seen.until("text", '[data-testid="stText"]', "run 1")
        else:
            first = seen.until("atlas" if app == "atlas" else "ordinary", scenes.FROM)
        return {"cold_first_ms": first["load"]}


def on_the_wire(browser: Browser, app: str, server: Server) -> scenes.Sample:
    """Return the bytes of a first load and of a change of year as they crossed the wire."""
    with tapped(server.port) as tap, fresh_page(browser) as seen:
        if app == "atlas":
            seen.page.goto(f"{tap.url}/?lang=en&edition={scenes.FROM}", wait_until="commit")
            seen.until("atlas", scenes.FROM)
        else:
            seen.page.goto(tap.url, wait_until="commit")
            if app == "chart_and_frame":
                seen.page.wait_for_selector('[data-testid="stDataFrame"] canvas')
            elif app == "blank":
                seen.until("text", '[data-testid="stText"]', "run 1")
            else:
                seen.until("ordinary", scenes.FROM)
        seen.quiet()
        sample: scenes.Sample = {"first_wire_bytes": tap.read()}
        if app in {"atlas", "full", "simplified"}:
            label, way = (
                (scenes.SAY("bar.edition"), "atlas") if app == "atlas" else ("Year", "ordinary")
            )
            scenes.choose(seen, label, scenes.YEARS[0])
            seen.until(way, scenes.YEARS[0])
            seen.quiet()
            sample["change_wire_bytes"] = tap.read()
        return sample


def attempt(app: str, rows: list[scenes.Sample], scene: Callable[[], scenes.Sample]) -> None:
    """Add a scene's sample; a scene that fails is told and left out, the rest goes on."""
    started = time.monotonic()
    try:
        rows.append(scene())
    except (Error, RuntimeError, TimeoutError, ValueError) as error:
        print(f"{app}: not measured: {error}")
    print(f"{app}: {time.monotonic() - started:.0f} s", flush=True)


def measure(rounds: int, slow_rounds: int, only: set[str]) -> dict[str, list[scenes.Sample]]:
    """Return the samples of every app."""
    samples: dict[str, list[scenes.Sample]] = {app: [] for app in SCENES if app in only}
    with ExitStack() as stack:
        servers = start(stack)
        browser = stack.enter_context(closed_browser())
        for app, rows in samples.items():
            attempt(app, rows, lambda app=app: on_the_wire(browser, app, servers[app]))
            if app == "atlas":
                attempt(app, rows, lambda: server_times(browser, servers["atlas"]))
        for turn in range(rounds):
            for app, rows in samples.items():
                if app == "full" and turn >= slow_rounds:
                    continue
                if app == "chart_and_frame" and turn:
                    continue  # its bytes never change
                attempt(app, rows, lambda app=app: SCENES[app](browser, servers[app].url))
                if app != "chart_and_frame":
                    attempt(app, rows, lambda app=app: first_of_all(browser, app))
    return samples


def main() -> None:
    """Measure, print the tables and keep them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--slow-rounds", type=int, default=2, help="of the full resolution")
    parser.add_argument("--only", nargs="+", choices=list(SCENES), default=list(SCENES))
    options = parser.parse_args()
    samples = measure(options.rounds, options.slow_rounds, set(options.only))
    found = budgets.medians(samples)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    head = (
        f"Medians of {options.rounds} rounds, {time.strftime('%Y-%m-%d %H:%M')}, "
        f"{os.cpu_count()} cores, {platform.system()}, load at the end {load:.1f}."
    )
    text = f"{head}\n\n{budgets.verdicts(found)}\n\n{budgets.measures(found)}\n"
    print(f"\n{text}")
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "table.md").write_text(text, encoding="utf-8")
    (RESULTS / "samples.json").write_text(json.dumps(samples, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
