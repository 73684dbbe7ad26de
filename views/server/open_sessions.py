"""What the server knows of open sessions: their uploads, their files, who is behind a cookie.

Streamlit has no public calls for these; this is the one place that looks inside.
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from views.reader import access

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.runtime.media_file_manager import MediaFileManager

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


MOST_FILES = 5_000


class MadeFiles:
    """Which right each file needed when it was made: the files' own list forgets it.

    Streamlit names no session for a file that is made when its button is pressed, and none for
    any file of a page while that page is drawn again.
    """

    def __init__(self, right_of: Callable[[str], str]) -> None:
        self._right_of = right_of
        self._rights: dict[str, set[str]] = {}

    def watch(self, manager: MediaFileManager) -> None:
        """Note every file that is made from now on."""
        add, execute = manager.add, manager.execute_deferred

        def added(*given: Any, **options: Any) -> str:
            address = str(add(*given, **options))
            context = get_script_run_ctx(suppress_warning=True)
            self._note(address, context.session_id if context else "", manager)
            return address

        def executed(file_id: str) -> str:
            entry = manager._deferred_callables.get(file_id)  # noqa: SLF001  # see above
            address = str(execute(file_id))
            self._note(address, entry["session_id"] if entry else "", manager)
            return address

        manager.add, manager.execute_deferred = added, executed  # type: ignore[method-assign]  # meant

    def _note(self, address: str, session: str, manager: MediaFileManager) -> None:
        number = address.rpartition("/")[2].partition(".")[0]
        self._rights.setdefault(number, set()).add(self._right_of(session))
        if len(self._rights) > MOST_FILES:
            there = set(manager._file_metadata)  # noqa: SLF001  # see above
            self._rights = {one: self._rights[one] for one in there & set(self._rights)}

    def rights(self, number: str) -> frozenset[str]:
        """Return the rights of which one is needed, "" for none; empty for an unknown file."""
        return frozenset(self._rights.get(number, ()))


MADE = MadeFiles(lambda session: access.sessions().shows_early(session))
"""The files of this process."""


def watch_files() -> None:
    """Note from now on which right each file of a page needs."""
    MADE.watch(runtime.get_instance().media_file_mgr)


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
