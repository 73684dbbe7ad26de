"""Who is let in at all: sockets of our own pages only, uploads within bounds, nothing of machines.

Streamlit asks the network for its own address when a socket comes from a page it does not know,
and everybody waits meanwhile; it never gets to see such a socket.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

LOG = logging.getLogger(__name__)

PORTS = {"http": 80, "https": 443}
POLICY_VIOLATION = 1008

UPLOAD = re.compile(r"/_stcore/upload_file/(?P<session>[^/]{1,100})/[^/]{1,100}$")
CLOSED = re.compile(r"/_stcore/(metrics|agent)(/|$)")
"""Streamlit's figures about its sessions, caches and uploads, and what speaks to programs."""

FRAMING = 1_000_000
"""What a form adds to the file in it, at most."""

MEGABYTE = 1_000_000
MOST_A_FILE = 20 * MEGABYTE
MOST_A_SESSION = 40 * MEGABYTE
MOST_IN_ALL = 300 * MEGABYTE
FILES_A_SESSION = 10


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
    """

    def __init__(
        self,
        app: ASGIApp,
        allowed: Callable[[], Iterable[str]],
        stored: Callable[[], Mapping[str, Iterable[int]]],
    ) -> None:
        self.app = app
        self.allowed = allowed
        self.stored = stored
        self._coming: dict[str, list[int]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is turned away; pass on everything else."""
        if scope["type"] == "websocket":
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
                await receive()
                await send({"type": "websocket.close", "code": POLICY_VIOLATION})
                return
            # Told that both are one, Streamlit looks nothing up.
            same = [(k, v) for k, v in scope["headers"] if k != b"host"]
            scope = {**scope, "headers": [*same, (b"host", urlsplit(origin).netloc.encode())]}
        await self.app(scope, receive, send)

    async def _upload(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        said = dict(scope["headers"]).get(b"content-length", b"")
        if not said.isdigit() or len(said) > 12:  # noqa: PLR2004  # a terabyte
            await refuse(send, 411)
            return
        size = int(said)
        stored = {who: list(sizes) for who, sizes in self.stored().items()}
        for who, sizes in self._coming.items():
            stored.setdefault(who, []).extend(sizes)
        mine = stored.get(session, [])
        everything = sum(sum(sizes) for sizes in stored.values())
        too_large = size > MOST_A_FILE + FRAMING or sum(mine) + size > MOST_A_SESSION + FRAMING
        if too_large or len(mine) >= FILES_A_SESSION:
            await refuse(send, 413)
        elif everything + size > MOST_IN_ALL:
            await refuse(send, 503)
        else:
            coming = self._coming.setdefault(session, [])
            coming.append(size)
            try:
                await self.app(scope, receive, send)
            finally:
                coming.remove(size)
                if not coming:
                    self._coming.pop(session, None)


async def refuse(send: Send, status: int) -> None:
    """Answer with a status and nothing else."""
    headers = [(b"content-length", b"0"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
