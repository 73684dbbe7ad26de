"""A line for each answer: JSON, with a number that a proxy's log has too; nothing personal.

The level is the installation's (`ATLAS_LOG_LEVEL`): at `warning`, which it is unless said
otherwise, only what went wrong is written; at `info` each answer. Never written are a reader's
address, the part of an address after `?` (it may hold a link's secret) and cookies.
"""

from __future__ import annotations

import json
import logging
import os
import re
import secrets
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LEVEL = "ATLAS_LOG_LEVEL"
LEVELS = ("debug", "info", "warning", "error")
NUMBER = re.compile(rb"[A-Za-z0-9-]{8,64}")
"""What a proxy may pass on as the number of a request."""

FAILED = 500
LOG = logging.getLogger("atlas.answers")


class AsJson(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as JSON; what a caller adds as `facts` stands beside the message."""
        line: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def begin(environment: Mapping[str, str] = os.environ) -> str:
    """Send the log to the error stream as JSON lines, and return its level.

    Raises
    ------
    ValueError
        If the level is none of `LEVELS`.
    """
    level = environment.get(LEVEL, "warning").lower()
    if level not in LEVELS:
        raise ValueError(f"{LEVEL}={level}: expected one of {', '.join(LEVELS)}")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson())
    top = logging.getLogger("atlas")
    top.handlers, top.propagate = [handler], False
    top.setLevel(level.upper())
    return level


class RequestLog:
    """Give each request a number, and write a line when it was answered.

    Parameters
    ----------
    app
        The application behind.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with the number in the answer's headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = dict(scope["headers"]).get(b"x-request-id", b"")
        number = given if NUMBER.fullmatch(given) else secrets.token_hex(8).encode()
        started, status = time.perf_counter(), 0

        async def numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = [*message.get("headers", ()), (b"x-request-id", number)]
                message = {**message, "headers": headers}
            await send(message)

        try:
            await self.app(scope, receive, numbered)
        finally:
            LOG.log(
                logging.ERROR if status >= FAILED or not status else logging.INFO,
                "answered",
                extra={
                    "facts": {
                        "request": number.decode(),
                        "method": scope["method"],
                        "path": scope["path"][:200],
                        "status": status,
                        "ms": round((time.perf_counter() - started) * 1000, 1),
                    }
                },
            )
