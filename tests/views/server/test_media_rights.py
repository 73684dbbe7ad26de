"""A file made before its hour is for who may see its page, however Streamlit keeps it."""

from __future__ import annotations

import pytest
from streamlit.runtime import media_file_manager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from test_http import Behind, ask

from views.server.middleware.media_rights import MediaRights
from views.server.open_sessions import MadeFiles

EARLY = {"desk": "*", "held": "2027"}


@pytest.fixture
def files(monkeypatch):
    """Return a way to make a file in a session, by pressing its button, and what is known of it."""
    made = MadeFiles(lambda session: EARLY.get(session, ""))
    manager = MediaFileManager(MemoryMediaFileStorage("/media"))
    made.watch(manager)

    def press(session, content):
        monkeypatch.setattr(media_file_manager, "_get_session_id", lambda: session)
        number = manager.add_deferred(lambda: content, "text/csv", "at", "a.csv")
        address = manager.execute_deferred(number)
        manager.clear_session_refs(session)  # the page is drawn again
        return address

    return press, made


def status(made, address, rights=()):
    """Return how the address is answered to somebody with some rights."""

    def may_fetch(needs, _token, _claims):
        return not needs or needs in rights

    app = MediaRights(Behind(), made.rights, may_fetch, lambda _: {})
    return ask(app, address)[0]


def test_a_file_made_at_the_press_of_a_button_needs_the_right_of_its_page(files):
    """Streamlit names no session for it, nor for any file of a page that is drawn again."""
    press, made = files
    early, public = press("held", b"early"), press("anybody", b"public")
    assert (status(made, early), status(made, early, {"2027"})) == (404, 200)
    assert status(made, early, {"2026"}) == 404
    assert status(made, public) == 200


def test_a_session_that_becomes_the_publics_opens_nothing_it_made_before(files, monkeypatch):
    """After signing out, the files made while signed in stay closed."""
    press, made = files
    early = press("desk", b"early")
    monkeypatch.setitem(EARLY, "desk", "")
    assert status(made, early) == 404
    assert status(made, press("desk", b"later")) == 200


def test_what_the_public_made_too_is_public(files):
    """The same bytes from an editor's page and from anybody's are no secret."""
    press, made = files
    press("desk", b"same")
    assert status(made, press("anybody", b"same")) == 200


def test_an_unknown_file_is_not_there(files):
    """What nobody is known to have made is answered as if it was not there."""
    assert status(files[1], "/media/0123.csv") == 404


def test_the_frameworks_own_fonts_are_everybodys(files):
    """What stands below /static belongs to no page: a browser that asks for a font gets it."""
    _, made = files
    assert status(made, "/static/media/SourceSansVF-Upright.ttf.BsWL4Kly.woff2") == 200
    assert status(made, "/media/unknown.csv") == 404
