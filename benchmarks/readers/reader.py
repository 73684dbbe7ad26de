"""A reader without a browser: speaks Streamlit's websocket protocol as its page does.

A visit is what a browser does when a page of the atlas is opened or its address changed: one
message out, and everything up to the end of the run it causes back in. The reader keeps the
messages that a browser would keep, and says so, so that what did not change is only named.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, cast
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType
    from typing import Self

PROTOCOL = "streamlit"
LIMIT = 64 * 1024 * 1024
PATIENCE = 120.0
"""Seconds after which a visit counts as failed."""

AGE = 2
"""Runs for which a browser keeps a message that it was sent."""


class VisitError(RuntimeError):
    """The server ended a visit with an error; the message holds what the page said."""


@dataclass
class Visit:
    """What one visit took.

    Parameters
    ----------
    page
        Address of the page, with its tab.
    seconds
        From asking to the end of the run.
    payload
        Bytes of all messages, before the wire's compression.
    wire
        Bytes that came over the socket for them.
    messages
        How many there were.
    """

    page: str
    seconds: float
    payload: int
    wire: int
    messages: int


class _Counted(ClientConnection):
    """A connection that counts what comes in."""

    came = 0

    def data_received(self, data: bytes) -> None:
        """Take what came over the socket."""
        self.came += len(data)
        super().data_received(data)


@dataclass
class Reader:
    """One session on the atlas or on another Streamlit app.

    Parameters
    ----------
    address
        Of the server, such as "http://localhost:8501".
    compressed
        Whether the wire's compression is asked for, as every browser does.
    headers
        Sent when the connection is opened.
    """

    address: str
    compressed: bool = True
    headers: Mapping[str, str] = field(default_factory=dict)
    visits: int = 0
    pages: dict[str, str] = field(default_factory=dict)
    sizes: list[tuple[int, str]] = field(default_factory=list)
    _wire: _Counted | None = None
    _kept: dict[str, int] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        """Open the session."""
        opened = await connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream",
            create_connection=_Counted,
            origin=self.address,  # type: ignore[arg-type]  # its own type for text
            subprotocols=[PROTOCOL],  # type: ignore[list-item]  # the same
            max_size=LIMIT,
            compression="deflate" if self.compressed else None,
            additional_headers=dict(self.headers),
            open_timeout=PATIENCE,
            ping_interval=None,
        )
        self._wire = cast("_Counted", opened)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the session."""
        if self._wire is not None:
            await self._wire.close()

    def _message(self, page: str, query: Mapping[str, str]) -> bytes:
        asked = BackMsg()
        run = asked.rerun_script
        run.query_string = urlencode(query)
        if page in self.pages:
            run.page_script_hash = self.pages[page]
        else:
            run.page_name = page
        run.cached_message_hashes.extend(self._kept)
        run.context_info.timezone = "Asia/Seoul"
        run.context_info.locale = "ko-KR"
        run.context_info.url = f"{self.address}/{page}"
        run.context_info.color_scheme = "light"
        return asked.SerializeToString()

    async def visit(self, page: str, query: Mapping[str, str]) -> Visit:
        """Open a page, or the same page at another address, and read it to its end.

        Parameters
        ----------
        page
            Address of the page, such as "trends"; empty for the first.
        query
            The rest of the address.

        Raises
        ------
        VisitError
            If the run failed, or what came was an error's text.
        """
        if self._wire is None:
            raise VisitError("the session is not open")
        started, before = time.perf_counter(), self._wire.came
        await self._wire.send(self._message(page, query))
        payload = count = 0
        self.sizes = []
        self.visits += 1
        while True:
            async with asyncio.timeout(PATIENCE):
                answer = await self._wire.recv()
            if not isinstance(answer, bytes):
                continue
            payload, count = payload + len(answer), count + 1
            seen = ForwardMsg.FromString(answer)
            kind = str(seen.WhichOneof("type"))
            self._note(seen, kind, len(answer))
            if kind == "script_finished":
                break
        self._kept = {key: run for key, run in self._kept.items() if run > self.visits - AGE}
        if seen.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
            raise VisitError(
                f"{page}: {ForwardMsg.ScriptFinishedStatus.Name(seen.script_finished)}"
            )
        tab = query.get("section") or query.get("gap") or ""
        name = f"{page}/{tab}" if tab else page
        took = time.perf_counter() - started
        return Visit(name, took, payload, self._wire.came - before, count)

    def _note(self, seen: ForwardMsg, kind: str, size: int) -> None:
        """Keep what a browser keeps, and learn the pages' names."""
        if kind == "ref_hash":
            self._kept[seen.ref_hash] = self.visits
        elif seen.metadata.cacheable:
            self._kept[seen.hash] = self.visits
        if kind == "navigation":
            self.pages = {
                one.url_pathname: one.page_script_hash for one in seen.navigation.app_pages
            }
        elif kind == "delta":
            element = seen.delta.new_element
            what = str(element.WhichOneof("type") or seen.delta.WhichOneof("type"))
            if what == "exception":
                raise VisitError(element.exception.message)
            self.sizes.append((size, what))
        else:
            self.sizes.append((size, kind))
