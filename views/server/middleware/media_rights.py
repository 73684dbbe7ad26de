"""Files that a page offers before the public may have them: the same right as the page, as long.

Streamlit serves what its pages offer at addresses that anybody may ask for who knows them.
"""

from __future__ import annotations

import re
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any

from views.reader.access import COOKIE
from views.server.middleware.admission import refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

MEDIA = re.compile(r"(?<!/static)/media/(?P<file>[^/]{1,200})$")
"""What pages offer; the framework's own fonts, below `/static`, are everybody's."""


class MediaRights:
    """Answer for a file only to who may see the page that offers it.

    Parameters
    ----------
    app
        The application behind.
    rights
        Given a file's number, the rights of which one is needed; none for an unknown file.
    may_fetch
        Given a right, the preview cookie and what the provider said: whether that is enough.
    claims
        Given the cookies: what the provider said of the sign-in in them; empty for none.
    """

    def __init__(
        self,
        app: ASGIApp,
        rights: Callable[[str], Iterable[str]],
        may_fetch: Callable[[str, str, Mapping[str, Any]], bool],
        claims: Callable[[dict[str, str]], Mapping[str, Any]],
    ) -> None:
        self.app = app
        self.rights = rights
        self.may_fetch = may_fetch
        self.claims = claims

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 404 to who may not have it, as if it was not there; pass on everything else."""
        found = MEDIA.search(scope["path"]) if scope["type"] == "http" else None
        if found is not None:
            cookies = cookies_of(scope)
            token, claims = cookies.get(COOKIE, ""), self.claims(cookies)
            rights = self.rights(found["file"].partition(".")[0])
            if not any(self.may_fetch(one, token, claims) for one in rights):
                await refuse(send, 404)
                return
        await self.app(scope, receive, send)


def cookies_of(scope: Scope) -> dict[str, str]:
    """Return the cookies of a request; none of a header that is none."""
    text = "; ".join(v.decode("latin-1") for k, v in scope["headers"] if k == b"cookie")
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(text)
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}
