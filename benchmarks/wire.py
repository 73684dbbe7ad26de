"""Count what really crosses the wire: a plain pass-through on a port of its own.

A browser's log gives websocket payloads as the page sees them; compression shows here only.
"""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 65536


@dataclass
class Tap:
    """A pass-through and what went through it since the last reading, both ways, in bytes."""

    url: str
    passed: int = 0

    def read(self) -> int:
        """Return the bytes since the last reading."""
        passed, self.passed = self.passed, 0
        return passed


async def _pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter, tap: Tap) -> None:
    try:
        while data := await source.read(CHUNK):
            tap.passed += len(data)
            sink.write(data)
            await sink.drain()
    except ConnectionError:
        return  # the browser left
    finally:
        sink.close()


async def _listen(port: int, tap: Tap, ready: threading.Event, ended: asyncio.Event) -> None:
    async def join(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, forth = await asyncio.open_connection("localhost", port)
        await asyncio.gather(_pour(reader, forth, tap), _pour(back, writer, tap))

    server = await asyncio.start_server(join, "localhost", 0)
    tap.url = f"http://localhost:{server.sockets[0].getsockname()[1]}"
    ready.set()
    await ended.wait()
    server.close()


@contextmanager
def tapped(port: int) -> Iterator[Tap]:
    """Stand between a browser and a server of this machine until the block ends."""
    tap = Tap("")
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    ended = asyncio.Event()

    def work() -> None:
        loop.run_until_complete(_listen(port, tap, ready, ended))
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    ready.wait()
    try:
        yield tap
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(5)
