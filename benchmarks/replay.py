"""The server's own time for a rerun: a browser's messages, sent again with no browser waiting.

While a page is open its browser draws on the same cores, which says nothing about the server.
"""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

from websockets.sync.client import connect

from benchmarks import scenes
from benchmarks.measure import fresh_page, kind
from figures.words.language import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser
    from websockets.sync.client import ClientConnection

    from benchmarks.driver import Server

PROTOCOL = "streamlit"
LIMIT = 64 * 1024 * 1024
REPEATS = 5


def _run(wire: ClientConnection, message: bytes) -> float:
    """Return milliseconds from sending a message to the end of the run it caused."""
    started = time.perf_counter()
    wire.send(message)
    while True:
        answer = wire.recv(timeout=60)
        if isinstance(answer, bytes) and kind(answer) == "script_finished":
            return (time.perf_counter() - started) * 1000


def server_times(browser: Browser, server: Server) -> scenes.Sample:
    """Return the server's milliseconds for a rerun that changes rule, language or edition only."""
    say = scenes.SAY
    switches = {
        "rule": [say("rule.units"), say("rule.official")],
        "language": [words("ko")("language"), say("language")],
    }
    messages: dict[str, list[bytes]] = {}
    with fresh_page(browser) as seen:
        seen.page.goto(f"{server.url}/?lang=en&edition={scenes.FROM}", wait_until="commit")
        seen.until("atlas", scenes.FROM)
        seen.quiet()
        opening = seen.log.sent()[:1]
        for name, sides in switches.items():
            seen.log.clear()
            for side in sides:
                seen.page.get_by_role("radio", name=side, exact=True).click()
                seen.quiet()
            messages[name] = seen.log.sent()
        seen.log.clear()
        for edition in (scenes.YEARS[0], scenes.FROM):
            scenes.choose(seen, say("bar.edition"), edition)
            seen.quiet()
        messages["change"] = seen.log.sent()
    return {
        f"{name}_server_ms": server_ms(server, opening + changes, REPEATS)
        for name, changes in messages.items()
    }


def server_ms(server: Server, messages: Sequence[bytes], rounds: int) -> float:
    """Return the median milliseconds of a rerun.

    Parameters
    ----------
    server
        Running.
    messages
        As a browser sent them: the first opens the page, the others change it in turn.
    rounds
        How often the changes are sent.
    """
    address = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(address, origin=server.url, subprotocols=[PROTOCOL], max_size=LIMIT) as wire:
        _run(wire, messages[0])
        for message in messages[1:]:
            _run(wire, message)  # what is kept between runs is in place then
        return median(_run(wire, message) for _ in range(rounds) for message in messages[1:])
