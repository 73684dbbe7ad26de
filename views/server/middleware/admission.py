"""Who is let in at all: sockets of our own pages only, uploads within bounds, nothing of machines.

Streamlit asks the network for its own address when a socket comes from a page it does not know,
and everybody waits meanwhile; it never gets to see such a socket.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]  # has no stubs
from streamlit.proto.BackMsg_pb2 import BackMsg

from views.server.middleware.upload_limits import Coming, CutError, UploadLimits

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger(__name__)

PORTS = {"http": 80, "https": 443}
POLICY_VIOLATION = 1008

UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]{1,100})/[^/]{1,100}$")
CLOSED = re.compile(r"/_stcore/(metrics|agent)(/|$)")
"""Streamlit's figures about its sessions, caches and uploads, and what speaks to programs."""

MOST_COOKIES, MOST_COOKIE_BYTES, MOST_ESCAPES = 150, 32_000, 200
"""Python's readers of cookies take a second for what is longer, and everybody waits meanwhile."""

SENT_BY_PAGES = frozenset(
    {
        "rerun_script",
        "stop_script",
        "file_urls_request",
        "app_heartbeat",
        "deferred_file",
        "dataframe_chunk",
    }
)
"""What a page's socket may ask. Streamlit takes more from anybody: to empty the caches of all
readers, to read the folder's history, to write into it."""

MESSAGES_AT_ONCE, MESSAGES_A_SECOND = 60, 15
"""From one page's socket: a hand on a slider sends fewer; each makes the server draw a page."""


def place(address: str, scheme: str = "") -> tuple[str, int] | None:
    """Return the host and port of an address or a Host header; None for what is neither.

    Parameters
    ----------
    address
        "https://atlas.example.kr", or "atlas.example.kr:8443" together with a scheme.
    scheme
        Of an address without one; says which port is meant where none is written.

    Examples
    --------
    >>> place("https://Atlas.example.kr"), place("localhost:8501", "http")
    (('atlas.example.kr', 443), ('localhost', 8501))
    """
    try:
        parts = urlsplit(f"{scheme}://{address}" if scheme else address)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        return None
    rest = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    return None if rest or not parts.hostname else (parts.hostname.casefold(), port)


def is_own(origin: str, host: str, allowed: Iterable[str] = ()) -> bool:
    """Return whether a page of this very host and port asks, or one that the settings allow.

    Parameters
    ----------
    origin
        The header of that name: scheme, host and port of the page that asks.
    host
        The header of that name: what the browser was told to ask.
    allowed
        Origins that may ask besides.
    """
    asks = place(origin)
    if asks is None:
        return False
    here = place(host, urlsplit(origin).scheme)
    return asks == here or asks in {place(one) for one in allowed}


class Admission:
    """Turn away what no page of the atlas sends.

    Parameters
    ----------
    app
        The application behind.
    allowed
        Gives the origins that may open a socket besides the address asked for.
    stored
        Gives the sizes of the files that each session keeps.
    let_go
        Removes the oldest file that a session keeps.
    """

    def __init__(
        self,
        app: ASGIApp,
        allowed: Callable[[], Iterable[str]],
        stored: Callable[[], Mapping[str, Iterable[int]]],
        let_go: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.app = app
        self.allowed = allowed
        self.limits = UploadLimits(stored, let_go)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is turned away; pass on everything else."""
        if not cookies_are_bounded(scope.get("headers", ())):
            if scope["type"] == "websocket":
                await close(receive, send)
            else:
                await refuse(send, 431)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif CLOSED.search(scope["path"]):
            await refuse(send, 404)
        elif scope["method"] in {"PUT", "POST"} and (found := UPLOAD.search(scope["path"])):
            await self._upload(found["session"], scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"])
        origin = headers.get(b"origin", b"").decode("latin-1")
        host = headers.get(b"host", b"").decode("latin-1")
        if origin:
            if not is_own(origin, host, self.allowed()):
                LOG.warning("a socket was refused: origin %.100r, host %.100r", origin, host)
                await close(receive, send)
                return
            # Told that both are one, Streamlit looks nothing up.
            same = [(k, v) for k, v in scope["headers"] if k != b"host"]
            scope = {**scope, "headers": [*same, (b"host", urlsplit(origin).netloc.encode())]}
        await self.app(scope, guarded(receive), send)

    async def _upload(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        said = dict(scope["headers"]).get(b"content-length", b"")
        if not said.isdigit() or len(said) > 12:  # noqa: PLR2004  # a terabyte
            await refuse(send, 411)
        elif status := self.limits.refusal(session, int(said)):
            await refuse(send, status)
        else:
            try:
                one = Coming(session, int(said))
                await self.limits.pass_on(self.app, scope, receive, send, one)
            except CutError as cut:
                await refuse(send, cut.status)


def cookies_are_bounded(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Return whether a request's cookies are read in no time."""
    whole = b";".join(value for name, value in headers if name == b"cookie")
    return (
        len(whole) <= MOST_COOKIE_BYTES
        and whole.count(b";") < MOST_COOKIES
        and whole.count(b"\\") <= MOST_ESCAPES
    )


def asks_for(content: bytes) -> str:
    """Return what a page's message asks for; "" for what is none."""
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except DecodeError:
        return ""
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return str(message.backend_operation_request.WhichOneof("payload") or "")
    return str(kind or "")


def guarded(receive: Receive, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> Receive:
    """Return what takes a socket's messages: those that pages send, and not too many for long.

    What comes faster than `MESSAGES_A_SECOND` waits in the socket, and with it only its sender.
    """
    room, looked = float(MESSAGES_AT_ONCE), time.monotonic()

    async def take() -> Message:
        nonlocal room, looked
        while True:
            message = await receive()
            now = time.monotonic()
            room = min(MESSAGES_AT_ONCE, room + (now - looked) * MESSAGES_A_SECOND) - 1
            looked = now
            if room < 0:
                await pause(-room / MESSAGES_A_SECOND)
            content = message.get("bytes")
            kind = asks_for(content) if content is not None else ""
            if content is None or kind in SENT_BY_PAGES:
                return message
            LOG.warning("a message was dropped: %s", kind or "none")

    return take


async def close(receive: Receive, send: Send) -> None:
    """Refuse a socket."""
    await receive()
    await send({"type": "websocket.close", "code": POLICY_VIOLATION})


async def refuse(send: Send, status: int) -> None:
    """Answer with a status and nothing else."""
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
