"""Streamlit's page on its way out: the reader's language, a title, hints of what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.parts.shell import STYLE_LINKED
from views.server.addresses import is_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CONDITIONAL = {b"if-none-match", b"if-modified-since", b"accept-encoding"}
"""Not passed on: the page behind must come whole and plain; `Compress` packs it afterwards."""


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
