"""The server's own time for a rerun: a browser's messages, sent again with no browser waiting.

While a page is open its browser draws on the same cores, which says nothing about the server.
"""

from __future__ import annotations

import time
from statistics import median
from typing import TYPE_CHECKING

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from websockets.sync.client import ClientConnection

    from benchmarks.driver import Server

PROTOCOL = "streamlit"
LIMIT = 64 * 1024 * 1024


def kind(payload: bytes) -> str:
    """Return what a message of Streamlit's server is about."""
    message = ForwardMsg()
    message.ParseFromString(payload)
    return str(message.WhichOneof("type"))


def _run(wire: ClientConnection, message: bytes) -> float:
    """Return milliseconds from sending a message to the end of the run it caused."""
    started = time.perf_counter()
    wire.send(message)
    while True:
        answer = wire.recv(timeout=60)
        if isinstance(answer, bytes) and kind(answer) == "script_finished":
            return (time.perf_counter() - started) * 1000


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
