"""What every answer of the server carries: compression, caching, security headers, hints.

Plain ASGI middleware, used by `views.server.__main__`. Streamlit sends its own bundles uncompressed and
without these headers; a reverse proxy may do the same job, and then this does no harm.
"""

from __future__ import annotations

import gzip
import mimetypes
import re
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HASHED = re.compile(r"/(static/(js|css|media)|app/static/(built|vendor)|component/[^/]+/static)/")
"""Addresses that carry a hash or a version: their bytes never change."""

COMPRESSIBLE = re.compile(r"javascript|json|css|html|svg|xml|text/|wasm")
SERVED = False
"""Whether this process serves through `views.server.__main__`, which links the style sheet once;
otherwise each run carries it along."""

FRAME = "component/streamlit_folium.st_folium/"
"""Where Streamlit serves the map's frame, below its base path."""

LONG = b"public, max-age=31536000, immutable"
SMALL = 1024
"""Bytes below which compressing does not pay."""

KEPT_BYTES = 64 * 1024 * 1024
"""Compressed answers are kept up to this much; the whole front end is about 15 MB."""

PAGE_POLICY = {
    "default-src": "'self'",
    # Streamlit's page has one inline script, named here by its hash at start.
    "script-src": "'self' {script_hashes}",
    # Streamlit's styling library writes style elements at run time.
    "style-src": "'self' 'unsafe-inline'",
    # Charts are downloaded and pictures shown as data: and blob: addresses of this page.
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "frame-src": "'self'",
    "worker-src": "'self' blob:",
    "media-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
"""The policy of every page; each allowance beyond 'self' has its reason above."""

COMPONENT_POLICY = PAGE_POLICY | {
    # streamlit-folium puts the map's script into the frame inline and restyles it with eval.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
}
"""The policy under streamlit-folium's own path, and nowhere else."""

SECURITY = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
)


def is_frame(path: str, base: str) -> bool:
    """Return whether an address is of the map's frame; `base` is the server's base path.

    Streamlit answers any address it does not know with its page, so the whole path counts: a
    link to `/x/component/y` must not open the page under the frame's policy.
    """
    return path.startswith(f"/{base.strip('/')}/{FRAME}" if base.strip("/") else f"/{FRAME}")


def policy(rules: dict[str, str], script_hashes: str = "") -> bytes:
    """Return a content security policy as a header value."""
    text = "; ".join(f"{name} {value}" for name, value in rules.items())
    return text.format(script_hashes=script_hashes).encode()


class Compress:
    """Compress what a browser accepts compressed, once for each unchanging address.

    Parameters
    ----------
    app
        The application behind.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.kept: dict[str, tuple[Message, bytes]] = {}
        self.size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the kept copy, or pass on and keep."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _accepts_gzip(scope):
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path in self.kept:
            start, body = self.kept[path]
            await send(start)
            await send({"type": "http.response.body", "body": body})
            return
        answer = _Answer(send, self._keeper(path) if HASHED.search(path) else None)
        await self.app(scope, receive, answer.send)

    def _keeper(self, path: str) -> Callable[[Message, bytes], None]:
        def keep(start: Message, body: bytes) -> None:
            if self.size + len(body) <= KEPT_BYTES:
                self.kept[path] = (start, body)
                self.size += len(body)

        return keep


_AHEAD: dict[bytes, bytes] = {}
"""Bodies compressed before they are first asked for, by what they unpack to."""


def _zipped(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=6, mtime=0)


def compress_ahead(paths: Iterable[Path]) -> None:
    """Compress files that a first reader will ask for, while nobody waits.

    Parameters
    ----------
    paths
        Files that are served as they are. Those of a kind that is sent uncompressed are left out.
    """
    for path in paths:
        kind, _ = mimetypes.guess_type(path.name)
        body = path.read_bytes()
        if len(body) >= SMALL and COMPRESSIBLE.search(kind or ""):
            _AHEAD[body] = _zipped(body)


_GZIP = re.compile(rb"(?<![\w-])gzip(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
"""Named among what a browser accepts, and not to be refused."""


def _accepts_gzip(scope: Scope) -> bool:
    accepts = b"".join(value for name, value in scope["headers"] if name == b"accept-encoding")
    ranged = any(name == b"range" for name, _ in scope["headers"])
    return bool(_GZIP.search(accepts)) and not ranged


class _Answer:
    """One answer on its way out: held until whole, compressed, and passed on."""

    def __init__(self, send: Send, keep: Callable[[Message, bytes], None] | None) -> None:
        self._send = send
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
            body = _AHEAD.pop(body, b"") or _zipped(body)
            headers += [(b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding")]
        headers.append((b"content-length", str(len(body)).encode()))
        start["headers"] = headers
        if self._keep:
            self._keep(start, body)
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


class Secure:
    """Add the security headers, the policy of the path, and how long a browser may keep it.

    Parameters
    ----------
    app
        The application behind.
    script_hashes
        Hashes of the inline scripts of Streamlit's page, as the policy writes them.
    base
        Gives the server's base path.
    """

    def __init__(self, app: ASGIApp, script_hashes: str, base: Callable[[], str]) -> None:
        self.app = app
        self.base = base
        self.page = policy(PAGE_POLICY, script_hashes)
        self.component = policy(COMPONENT_POLICY)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the headers added to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        rules = self.component if is_frame(path, self.base()) else self.page

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(k, v) for k, v in message["headers"] if k.lower() not in _OURS]
                kept += [*SECURITY, (b"content-security-policy", rules)]
                if HASHED.search(path) and message["status"] == 200:  # noqa: PLR2004  # OK
                    kept = [(k, v) for k, v in kept if k.lower() != b"cache-control"]
                    kept.append((b"cache-control", LONG))
                message = {**message, "headers": kept}
            await send(message)

        await self.app(scope, receive, secured)


_OURS = {name for name, _ in SECURITY} | {b"access-control-allow-origin"}


class Page:
    """Rewrite Streamlit's page: the language, a title, and hints of what is needed next.

    Parameters
    ----------
    app
        The application behind.
    rewrite
        Called with the page's text, its path, its query string and its accept-language header.
    base
        Gives the server's base path.
    """

    def __init__(
        self, app: ASGIApp, rewrite: Callable[[str, str, str, str], str], base: Callable[[], str]
    ) -> None:
        self.app = app
        self.rewrite = rewrite
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite an HTML answer outside the map's frame; pass on everything else."""
        if scope["type"] != "http" or is_frame(scope["path"], self.base()):
            await self.app(scope, receive, send)
            return
        # The page differs by language, so a copy kept by the browser is never good enough.
        headers = [(k, v) for k, v in scope["headers"] if k not in _CONDITIONAL]
        start: Message | None = None
        body = bytearray()

        async def rewritten(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                kind = dict(message["headers"]).get(b"content-type", b"")
                if not kind.startswith(b"text/html"):
                    await send(message)
                    return
                start = message
                return
            if start is None:
                await send(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            accept = b"".join(v for k, v in scope["headers"] if k == b"accept-language")
            text = self.rewrite(
                body.decode("utf-8"),
                scope["path"],
                scope.get("query_string", b"").decode("latin-1"),
                accept.decode("latin-1"),
            ).encode("utf-8")
            dropped = {b"content-length", b"etag", b"last-modified"}
            kept = [(k, v) for k, v in start["headers"] if k.lower() not in dropped]
            kept.append((b"content-length", str(len(text)).encode()))
            await send({**start, "headers": kept})
            await send({"type": "http.response.body", "body": text})

        await self.app({**scope, "headers": headers}, receive, rewritten)


class Preview:
    """Take a signed link's token out of the address, before anything is shown or remembered.

    The answer sends the browser to the same address without it, which also replaces the address
    in the browser's history, and puts the token where no script, copied link or referrer has it.

    Parameters
    ----------
    app
        The application behind.
    lasts
        Given a token, how many seconds it still opens something; 0 for one that opens nothing.
    base
        Gives the server's base path.
    """

    def __init__(self, app: ASGIApp, lasts: Callable[[str], int], base: Callable[[], str]) -> None:
        self.app = app
        self.lasts = lasts
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer an address with a token; pass on everything else."""
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        params = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        tokens = [value for name, value in params if name == PARAMETER]
        if not tokens:
            await self.app(scope, receive, send)
            return
        rest = urlencode([(name, value) for name, value in params if name != PARAMETER])
        path = "/" + self.base().strip("/")
        where = quote("/" + scope["path"].lstrip("/"))  # never another machine's address
        cookie: SimpleCookie = SimpleCookie()
        cookie[COOKIE] = tokens[0] if TOKEN.fullmatch(tokens[0]) else ""
        cookie[COOKIE].update(
            {
                "path": path,
                "max-age": self._seconds(tokens[0]),
                "httponly": True,
                "samesite": "Lax",
                "secure": scope["scheme"] == "https",
            }
        )
        headers = [
            (b"location", f"{where}?{rest}".rstrip("?").encode()),
            (b"set-cookie", cookie[COOKIE].OutputString().encode()),
            (b"cache-control", b"no-store"),
            (b"content-length", b"0"),
        ]
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    def _seconds(self, token: str) -> int:
        """Return how long the browser keeps it; one that opens nothing, until that was said."""
        if not TOKEN.fullmatch(token):
            return 0
        return self.lasts(token) or SAID_SECONDS


PARAMETER, COOKIE = "preview", "atlas_preview"
"""In the address that a link opens, and where its token goes."""

TOKEN = re.compile(r"[\w.-]{1,2000}", re.ASCII)
SAID_SECONDS = 20

_CONDITIONAL = {b"if-none-match", b"if-modified-since", b"accept-encoding"}
"""Not passed on: the page behind must come whole and plain; `Compress` packs it afterwards."""
