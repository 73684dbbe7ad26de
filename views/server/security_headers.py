"""Security headers, the policy of each path, and how long a browser may keep an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.server.addresses import HASHED, is_frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

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

_OURS = {name for name, _ in SECURITY} | {b"access-control-allow-origin"}


def policy(rules: dict[str, str], script_hashes: str = "") -> bytes:
    """Return a content security policy as a header value."""
    text = "; ".join(f"{name} {value}" for name, value in rules.items())
    return text.format(script_hashes=script_hashes).encode()


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
