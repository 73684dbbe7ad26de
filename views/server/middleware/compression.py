"""Answers compressed for browsers that accept it, once for each unchanging address.

Plain ASGI middleware. Streamlit sends its own bundles uncompressed; a reverse proxy may do the
same job, and then this does no harm.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from typing import TYPE_CHECKING, Any

from views.server.middleware.addresses import HASHED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COMPRESSIBLE = re.compile(r"javascript|json|css|html|svg|xml|text/|wasm")
SMALL = 1024
"""Bytes below which compressing does not pay."""

KEPT_BYTES = 64 * 1024 * 1024
"""Compressed answers are kept up to this much; the whole front end is about 15 MB."""


VARIANT = re.compile(r"//|/\.{1,2}/|%|\\")
"""Another way to write an address: there is no end of them, and all have the same bytes."""


class PreparedAnswers:
    """Compressed files that a first reader will ask for, made while nobody waits.

    Each is kept under the digest of what it unpacks to, and given away once: from then on the
    answer is kept under its address.
    """

    def __init__(self) -> None:
        self._by_digest: dict[bytes, bytes] = {}

    def add(self, paths: Iterable[Path]) -> None:
        """Compress files that are served as they are; a kind that is sent uncompressed is not."""
        for path in paths:
            kind, _ = mimetypes.guess_type(path.name)
            body = path.read_bytes()
            if len(body) >= SMALL and COMPRESSIBLE.search(kind or ""):
                self._by_digest[_digest(body)] = _zipped(body)

    def take(self, body: bytes) -> bytes:
        """Return a body compressed, from what was prepared where it is there."""
        ready = self._by_digest.pop(_digest(body), None) if self._by_digest else None
        return ready if ready is not None else _zipped(body)


def _digest(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()


def _zipped(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=6, mtime=0)


class Compress:
    """Compress what a browser accepts compressed, once for each unchanging address.

    Parameters
    ----------
    app
        The application behind.
    prepared
        What was compressed before anybody asked.
    there
        Whether what an address was answered with once may still be answered.
    """

    def __init__(
        self,
        app: ASGIApp,
        prepared: PreparedAnswers | None = None,
        there: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self.app = app
        self.there = there
        self.prepared = prepared or PreparedAnswers()
        self.kept: dict[str, tuple[Message, bytes]] = {}
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the kept copy, or pass on and keep."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _accepts_gzip(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path in self.kept and not self.there(path):
            self.size -= len(self.kept.pop(path)[1])
        if path in self.kept:
            start, body = self.kept[path]
            await send(start)
            await send({"type": "http.response.body", "body": body})
            return
        kept = HASHED.search(path) and not VARIANT.search(path)
        answer = _Answer(send, self._keeper(path) if kept else None, self.prepared)
        await self.app(scope, receive, answer.send)

    def _keeper(self, path: str) -> Callable[[Message, bytes], None]:
        def keep(start: Message, body: bytes) -> None:
            if len(body) > KEPT_BYTES or path in self.kept:
                return
            self.kept[path] = (start, body)
            self.size += len(body)
            while self.size > KEPT_BYTES:  # what was kept first: the files of states that are over
                self.size -= len(self.kept.pop(next(iter(self.kept)))[1])

        return keep


_GZIP = re.compile(rb"(?<![\w-])gzip(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
"""Named among what a browser accepts, and not to be refused."""


def _accepts_gzip(scope: Scope) -> bool:
    accepts = b"".join(value for name, value in scope["headers"] if name == b"accept-encoding")
    ranged = any(name == b"range" for name, _ in scope["headers"])
    return bool(_GZIP.search(accepts)) and not ranged


class _Answer:
    """One answer on its way out: held until whole, compressed, and passed on."""

    def __init__(
        self,
        send: Send,
        keep: Callable[[Message, bytes], None] | None,
        prepared: PreparedAnswers,
    ) -> None:
        self._send = send
        self._prepared = prepared
        self._keep = keep
        self._start: Message | None = None
        self._body = bytearray()
        self._plain = False

    async def send(self, message: Message) -> None:
        """Take a message of the application."""
        if message["type"] == "http.response.start":
            headers = dict(message["headers"])
            kind = headers.get(b"content-type", b"").decode("latin-1")
            ready = b"content-encoding" in headers or message["status"] != 200  # noqa: PLR2004  # OK
            self._plain = ready or not COMPRESSIBLE.search(kind) or "event-stream" in kind
            self._start = message
            if self._plain:
                await self._send(message)
            return
        if self._plain or message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            await self._finish()

    async def _finish(self) -> None:
        start: dict[str, Any] = dict(self._start or {})
        body = bytes(self._body)
        headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
        if len(body) >= SMALL:
            body = self._prepared.take(body)
            headers += [(b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding")]
        headers.append((b"content-length", str(len(body)).encode()))
        start["headers"] = headers
        if self._keep:
            self._keep(start, body)
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})
