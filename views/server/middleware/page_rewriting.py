"""Streamlit's page on its way out: the reader's language, a title, hints of what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.parts.shell import STYLE_LINKED
from views.server.middleware.addresses import is_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CONDITIONAL = {b"if-none-match", b"if-modified-since", b"accept-encoding"}
"""Not passed on: the page behind must come whole and plain; `Compress` packs it afterwards."""


NOTHING_HERE = (
    "<!doctype html><html lang=ko><meta charset=utf-8><title>404</title>"
    "<p>이런 주소의 쪽은 없습니다.<p lang=en>There is no page at this address."
).encode()
"""Said in both languages, since nothing is known of who asks."""


def nothing_here() -> Message:
    """Return the beginning of the answer to an address that is none of the atlas's."""
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(NOTHING_HERE)).encode()),
        (b"cache-control", b"no-store"),
    ]
    return {"type": "http.response.start", "status": 404, "headers": headers}


def below(path: str, base: str) -> str:
    """Return what of an address comes after the base path, without slashes at its ends."""
    return path.strip("/").removeprefix(base.strip("/")).strip("/")


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
    known
        Whether an address below the base path is a page of the atlas; Streamlit answers any other
        with its page as well, as if all was well.
    """

    def __init__(
        self,
        app: ASGIApp,
        rewrite: Callable[[str, str, str, str], str],
        base: Callable[[], str],
        known: Callable[[str], bool] = lambda _: True,
    ) -> None:
        self.app = app
        self.rewrite = rewrite
        self.base = base
        self.known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite an HTML answer outside the map's frame; pass on everything else.

        What opens a page's socket learns that its page has the style sheet.
        """
        if scope["type"] == "websocket":
            linked = (STYLE_LINKED.lower().encode(), b"1")
            scope = {**scope, "headers": [*scope["headers"], linked]}
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
            if not self.known(below(scope["path"], self.base())):
                await send(nothing_here())
                await send({"type": "http.response.body", "body": NOTHING_HERE})
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
