"""A provider of sign-in for tests: discovery, a page that asks who one is, tokens and their keys.

It vouches for whoever the page names, so it is for tests and a developer's own machine only:
`python tests/browser/oidc_provider.py 8700` serves it on port 8700.
"""

from __future__ import annotations

import secrets
import sys
import time
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

CLIENT, CLIENT_SECRET = "atlas", "only-for-tests"
SECONDS = 600


def provider(issuer: str) -> Starlette:
    """Return the provider as an application that stands at an address."""
    key = RSAKey.generate_key(2048, {"kid": "tests", "use": "sig", "alg": "RS256"})
    codes: dict[str, dict[str, str]] = {}

    async def discovery(_request: Request) -> Response:
        return JSONResponse(
            {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/jwks",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def authorize(request: Request) -> Response:
        asked = dict(request.query_params)
        if "mail" not in asked:
            kept = "".join(
                f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
                for name, value in asked.items()
            )
            return HTMLResponse(
                '<!doctype html><link rel="icon" href="data:,"><form>'
                f'{kept}<input name="mail" aria-label="mail"><button>go</button></form>'
            )
        code = secrets.token_urlsafe(16)
        codes[code] = {"mail": asked["mail"], "nonce": asked.get("nonce", "")}
        back = urlencode({"code": code, "state": asked["state"]})
        return RedirectResponse(f"{asked['redirect_uri']}?{back}", 302)

    async def token(request: Request) -> Response:
        form = parse_qs((await request.body()).decode())
        who = codes.pop(form["code"][0], None)
        if who is None:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": issuer,
            "aud": CLIENT,
            "sub": who["mail"],
            "email": who["mail"],
            "email_verified": True,
            "nonce": who["nonce"],
            "iat": now,
            "exp": now + SECONDS,
        }
        signed = jwt.encode({"alg": "RS256", "kid": "tests"}, claims, key)
        return JSONResponse(
            {
                "access_token": secrets.token_urlsafe(16),
                "token_type": "Bearer",
                "expires_in": SECONDS,
                "id_token": signed,
            }
        )

    async def jwks(_request: Request) -> Response:
        return JSONResponse({"keys": [key.as_dict(private=False)]})

    return Starlette(
        routes=[
            Route("/.well-known/openid-configuration", discovery),
            Route("/authorize", authorize),
            Route("/token", token, methods=["POST"]),
            Route("/jwks", jwks),
        ]
    )


if __name__ == "__main__":
    PORT = int(sys.argv[1])
    uvicorn.run(provider(f"http://localhost:{PORT}"), port=PORT, log_level="warning")
