"""Answers for the machines that watch and route: `/readyz`, `/version`, `/metrics`.

`/healthz` says what is wrong while the site goes on (`views.server.health`); `/readyz` says
whether readers should be sent here, and turns to 503 as soon as the server is asked to stop.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import threading
from typing import TYPE_CHECKING, Any

from store.folders import ROOT
from views.reader import audience, library, measures

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

METRICS = "ATLAS_METRICS"
"""Environment variable that opens `/metrics`; without it there is no such address."""

LEAST_FREE_MB = 100
JSON, TEXT = "application/json", "text/plain; version=0.0.4; charset=utf-8"

_STOPPING = threading.Event()


def stop() -> None:
    """Say from now on that no new reader should be sent here."""
    _STOPPING.set()


def version() -> dict[str, Any]:
    """Return what is served: the data's hash, the bundle and the Python that runs it."""
    return {
        "data_hash": audience.public().atlas.data_hash,
        "bundle": library.built().bundle,
        "python": platform.python_version(),
    }


def readiness() -> tuple[int, dict[str, Any]]:
    """Return the status and the facts of `/readyz`."""
    free = shutil.disk_usage(ROOT).free // 1_000_000
    ready = not _STOPPING.is_set() and free >= LEAST_FREE_MB
    facts = {"ready": ready, "stopping": _STOPPING.is_set(), "free_mb": free, **version()}
    return (200 if ready else 503), facts


class Status:
    """Answer at the three addresses; pass on everything else.

    Parameters
    ----------
    app
        The application behind.
    base
        Gives the server's base path.
    """

    def __init__(self, app: ASGIApp, base: Callable[[], str]) -> None:
        self.app = app
        self.base = base

    def _answer(self, path: str) -> tuple[int, str, bytes] | None:
        """Return status, kind and body for one of the addresses; None for any other."""
        base = self.base().strip("/")
        before, _, address = f"/{path.strip('/')}".rpartition("/")
        if before.strip("/") != base:
            return None
        if address == "readyz":
            status, facts = readiness()
            return status, JSON, json.dumps(facts).encode()
        if address == "version":
            return 200, JSON, json.dumps(version()).encode()
        if address == "metrics" and os.environ.get(METRICS) == "1":
            return 200, TEXT, measures.told()
        return None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        found = self._answer(scope["path"]) if scope["type"] == "http" else None
        if found is None:
            await self.app(scope, receive, send)
            return
        status, kind, body = found
        headers = [
            (b"content-type", kind.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"no-store"),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
