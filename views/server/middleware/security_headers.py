"""Security headers, the policy of each path, and how long a browser may keep an answer."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from views.server.middleware.addresses import HASHED, is_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger(__name__)

LONG = b"public, max-age=31536000, immutable"

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
    # streamlit-folium 0.27 writes the map's script into the frame inline, and hands each later
    # change (`feature_group_to_add`) to the browser's own `eval`, in its bundled front end: without
    # both there is no map, or one that never changes its year. What is evaluated is written by
    # `figures/web` alone, of keys the address was held against; no name and no text of data is in
    # it. Only a front end of another kind could do without: this one asks for `eval` by name.
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

TLS_ONLY = (b"strict-transport-security", b"max-age=31536000")
"""Behind TLS: for a year browsers ask for nothing else."""

_OURS = {name for name, _ in SECURITY} | {b"access-control-allow-origin"}


def policy(rules: dict[str, str], script_hashes: str = "") -> bytes:
    """Return a content security policy as a header value."""
    text = "; ".join(f"{name} {value}" for name, value in rules.items())
    return text.format(script_hashes=script_hashes).encode()


class Secure:
    """Add the security headers, the policy of the path, and how long a browser may keep it.

    It stands before everything else, so that refusals, redirects and errors have them too.

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
        secure = scope.get("scheme") == "https"
        started = False
        rules = self.component if is_frame(path, self.base()) else self.page

        async def secured(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                kept = [
                    (k, _only_by_tls(v) if secure and k.lower() == b"set-cookie" else v)
                    for k, v in message["headers"]
                    if k.lower() not in _OURS
                ]
                kept += [*SECURITY, (b"content-security-policy", rules)]
                kept += [TLS_ONLY] if secure else []
                if HASHED.search(path) and message["status"] == 200:  # noqa: PLR2004  # OK
                    kept = [(k, v) for k, v in kept if k.lower() != b"cache-control"]
                    kept.append((b"cache-control", LONG))
                message = {**message, "headers": kept}
            await send(message)

        try:
            await self.app(scope, receive, secured)
        except Exception:
            LOG.exception("no answer for %.200r", path)
            if started:
                raise
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"0")]
            await secured({"type": "http.response.start", "status": 500, "headers": headers})
            await secured({"type": "http.response.body", "body": b""})


def _only_by_tls(cookie: bytes) -> bytes:
    """Return a cookie that a browser sends back by TLS only."""
    return cookie if b"; secure" in cookie.lower() else cookie + b"; Secure"
