"""What the server knows of open sessions: their uploads, their files, who is behind a cookie.

Streamlit has no public calls for these; this is the one place that looks inside.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from streamlit import runtime
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

LOG = logging.getLogger(__name__)


def uploads() -> dict[str, list[int]]:
    """Return the sizes of the uploaded files that each session keeps; they go with the session."""
    if not runtime.exists():
        return {}
    kept = dict(runtime.get_instance().uploaded_file_mgr.file_storage)  # type: ignore[attr-defined]  # Streamlit has no public name for it
    return {who: [len(one.data) for one in list(files.values())] for who, files in kept.items()}


def let_go(session: str) -> None:
    """Remove the oldest file that a session keeps; its page then has no such file any more."""
    if not runtime.exists():
        return
    manager = runtime.get_instance().uploaded_file_mgr
    kept = list(manager.file_storage.get(session, ()))  # type: ignore[attr-defined]  # as above
    if kept:
        manager.remove_file(session, kept[0])  # type: ignore[attr-defined]  # as above
        LOG.warning("an upload was let go to make room for others")


def sessions_with(file: str) -> list[str]:
    """Return the sessions whose pages offer a file, by the file's number."""
    if not runtime.exists():
        return []
    manager = runtime.get_instance().media_file_mgr
    with manager._lock:  # noqa: SLF001  # see above
        kept = manager._files_by_session_and_coord  # noqa: SLF001  # see above
        return [session for session, files in kept.items() if file in files.values()]


def claims_of(cookies: dict[str, str]) -> dict[str, Any]:
    """Return what the provider said of the sign-in in some cookies; empty for none or forged."""
    if USER_COOKIE_NAME not in cookies:
        return {}
    try:
        signed = starlette_websocket._get_signed_cookie_with_chunks(  # noqa: SLF001  # see above
            cookies, USER_COOKIE_NAME
        )
        found = json.loads(signed) if signed else {}
    except Exception:  # whatever a forged cookie is made of
        LOG.debug("a cookie that is none", exc_info=True)
        return {}
    return found if isinstance(found, dict) and found.get("is_logged_in") else {}
