"""One page under the watch: times from inside the browser, bytes from its network log."""

from __future__ import annotations

import base64
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PROBE = Path(__file__).with_name("probe.js").read_text(encoding="utf-8")
VIEWPORT = {"width": 1920, "height": 1080}
LIMIT_MS = 120_000
QUIET_MS = 400

BINARY = 2
"""Opcode of a websocket frame whose payload the network log gives in base64."""


@dataclass
class Frame:
    """A websocket frame: its time in seconds on the browser's own clock, way and bytes."""

    time: float
    sent: bool
    payload: bytes


@dataclass
class Log:
    """What went over the wire.

    Parameters
    ----------
    frames
        Of the websockets.
    bodies
        Address and bytes, headers included, of each answer that came over the wire.
    """

    frames: list[Frame] = field(default_factory=list)
    bodies: list[tuple[str, int]] = field(default_factory=list)

    def clear(self) -> None:
        """Forget what went before."""
        self.frames.clear()
        self.bodies.clear()

    def bytes(self) -> int:
        """Return all bytes, both ways."""
        return sum(len(frame.payload) for frame in self.frames) + self.fetched()

    def fetched(self, *parts: str) -> int:
        """Return the bytes of answers whose address holds one of some parts, or of all."""
        return sum(
            size for url, size in self.bodies if not parts or any(part in url for part in parts)
        )

    def largest_frame(self) -> int:
        """Return the bytes of the largest websocket frame."""
        return max((len(frame.payload) for frame in self.frames), default=0)

    def runs(self) -> int:
        """Return how often the page asked the server to run."""
        return sum(frame.sent for frame in self.frames)

    def sent(self) -> list[bytes]:
        """Return what the page sent, oldest first."""
        return [frame.payload for frame in self.frames if frame.sent]


def kind(payload: bytes) -> str:
    """Return what a message of Streamlit's server is about."""
    message = ForwardMsg()
    message.ParseFromString(payload)
    return str(message.WhichOneof("type"))


class Watched:
    """A page with its log and its probe.

    Parameters
    ----------
    page
        Of the browser.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.log = Log()
        self._urls: dict[str, str] = {}
        wire = page.context.new_cdp_session(page)
        wire.on("Network.responseReceived", self._answered)
        wire.on("Network.loadingFinished", self._finished)
        wire.on("Network.webSocketFrameSent", lambda event: self._frame(event, sent=True))
        wire.on("Network.webSocketFrameReceived", lambda event: self._frame(event, sent=False))
        wire.send("Network.enable")

    def _answered(self, event: dict[str, Any]) -> None:
        self._urls[event["requestId"]] = event["response"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        if size:
            self.log.bodies.append((self._urls.get(event["requestId"], ""), size))

    def _frame(self, event: dict[str, Any], *, sent: bool) -> None:
        answer = event["response"]
        data = answer["payloadData"]
        payload = base64.b64decode(data) if answer["opcode"] == BINARY else data.encode()
        self.log.frames.append(Frame(event["timestamp"], sent, payload))

    def until(self, name: str, *wanted: str) -> dict[str, float]:
        """Return the milliseconds since navigation and since the last act once a thing shows."""
        found: dict[str, float] = self.page.evaluate(
            "(wanted) => window.benchUntil(wanted)", [name, *wanted]
        )
        return found

    def quiet(self) -> None:
        """Wait until Streamlit has nothing left to do and the wire is silent."""
        self.page.wait_for_selector('[data-test-script-state="notRunning"]', state="attached")
        before = -1
        for _ in range(LIMIT_MS // QUIET_MS):
            now = len(self.log.frames) + len(self.log.bodies)
            if now == before:
                return
            before = now
            self.page.wait_for_timeout(QUIET_MS)
        raise TimeoutError("The page never came to rest.")

    def map_frame(self) -> Any:
        """Return the frame the atlas's map stands in."""
        return next(frame for frame in self.page.frames if "streamlit_folium" in frame.url)


@contextmanager
def fresh_page(browser: Browser, *, lang: str = "en-US") -> Iterator[Watched]:
    """Open a page with an empty cache.

    Parameters
    ----------
    browser
        Already running: its own start is not measured.
    lang
        Of the reader.
    """
    context = browser.new_context(viewport=VIEWPORT, locale=lang)
    context.set_default_timeout(LIMIT_MS)
    context.add_init_script(PROBE)
    try:
        yield Watched(context.new_page())
    finally:
        context.close()
