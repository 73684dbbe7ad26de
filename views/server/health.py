"""Whether the site is well: `/healthz`, for whoever watches it; no figure and no name in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.types import ASGIApp, Receive, Scope, Send

ADDRESS = "healthz"


class Health:
    """Answer at `/healthz` what is wrong while the site goes on.

    The status is 200 as long as readers are served: a machine that restarts what is unwell must
    not restart what shows the last good state. What is wrong stands in the answer.

    Parameters
    ----------
    app
        The application behind.
    base
        Gives the server's base path.
    raised
        Gives the words for what is wrong now.
    """

    def __init__(
        self, app: ASGIApp, base: Callable[[], str], raised: Callable[[], Iterable[str]]
    ) -> None:
        self.app = app
        self.base = base
        self.raised = raised

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer at the one address; pass on everything else."""
        here = f"{self.base().strip('/')}/{ADDRESS}".strip("/")
        if scope["type"] != "http" or scope["path"].strip("/") != here:
            await self.app(scope, receive, send)
            return
        wrong = sorted(self.raised())
        body = json.dumps({"ok": not wrong, "wrong": wrong}).encode()
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})
