"""Signed links: the token leaves the address before anything is shown or remembered."""

from __future__ import annotations

import time
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlencode

from views.reader.access import COOKIE, PARAMETER, TOKEN
from views.server.middleware.admission import refuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

GUESSES, GUESS_SECONDS = 10, 60.0
"""Links that open nothing, from one address in so many seconds; then there is no answer."""

MOST_ADDRESSES = 10_000

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
    guessed
        Told the address that has tried too many links, once each time it is turned away.
    """

    def __init__(
        self,
        app: ASGIApp,
        lasts: Callable[[str], int],
        base: Callable[[], str],
        guessed: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.app = app
        self.lasts = lasts
        self.base = base
        self.guessed = guessed
        self._wrong: dict[str, list[float]] = {}

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
        seconds = self._seconds(tokens[0])
        if seconds <= SAID_SECONDS and self._too_many(scope):
            await refuse(send, 429)
            return
        rest = urlencode([(name, value) for name, value in params if name != PARAMETER])
        path = "/" + self.base().strip("/")
        where = quote("/" + scope["path"].lstrip("/"))  # never another machine's address
        cookie: SimpleCookie = SimpleCookie()
        cookie[COOKIE] = tokens[0] if TOKEN.fullmatch(tokens[0]) else ""
        cookie[COOKIE].update(
            {
                "path": path,
                "max-age": seconds,
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

    def _too_many(self, scope: Scope) -> bool:
        """Count a link that opens nothing; return whether its sender has tried too many."""
        who = str((scope.get("client") or ("?", 0))[0])
        now = time.monotonic()
        recent = [at for at in self._wrong.pop(who, []) if now - at < GUESS_SECONDS]
        recent.append(now)
        self._wrong[who] = recent[-GUESSES - 1 :]  # at the end: the oldest go first
        if len(self._wrong) > MOST_ADDRESSES:
            del self._wrong[next(iter(self._wrong))]
        if len(recent) == GUESSES + 1:
            self.guessed(who)
        return len(recent) > GUESSES

    def _seconds(self, token: str) -> int:
        """Return how long the browser keeps it; one that opens nothing, until that was said."""
        if not TOKEN.fullmatch(token):
            return 0
        return self.lasts(token) or SAID_SECONDS
