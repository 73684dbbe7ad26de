"""Signed links: the token leaves the address before anything is shown or remembered."""

from __future__ import annotations

from http.cookies import SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

from views.reader.access import COOKIE, PARAMETER, TOKEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

SAID_SECONDS = 20
"""How long the browser keeps the token of a link that opens nothing, so that this is said."""


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
