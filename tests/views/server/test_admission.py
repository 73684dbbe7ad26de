"""Nobody but the atlas's own pages opens a socket, and nobody parks files in the server."""

from __future__ import annotations

import asyncio

import pytest
from test_http import Behind, ask

from views.server.middleware.admission import (
    FILES_A_SESSION,
    FRAMING,
    MOST_A_FILE,
    MOST_A_SESSION,
    MOST_IN_ALL,
    Admission,
    is_own,
)

UPLOAD = "/_stcore/upload_file/session-a/file-1"


def admitted(behind, allowed=(), stored=None):
    return Admission(behind, lambda: allowed, lambda: stored or {})


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        ("http://localhost:8501", "localhost:8501", True),
        ("https://atlas.example.kr", "atlas.example.kr", True),
        ("https://atlas.example.kr:443", "ATLAS.example.kr", True),
        ("https://outer.example.kr", "10.0.0.1:8501", True),  # the settings allow it
        ("http://localhost:8502", "localhost:8501", False),  # another port of the same host
        ("http://localhost", "localhost:8501", False),
        ("http://127.0.0.1:8501", "localhost:8501", False),
        ("https://evil.example", "atlas.example.kr", False),
        ("https://atlas.example.kr.evil.example", "atlas.example.kr", False),
        ("https://atlas.example.kr@evil.example", "atlas.example.kr", False),
        ("https://evil.example#atlas.example.kr", "atlas.example.kr", False),
        ("null", "atlas.example.kr", False),
        ("file://", "atlas.example.kr", False),
        ("http://[::1", "localhost", False),
        ("http://localhost:99999999", "localhost", False),
        ("http://localhost:8501", "", False),
    ],
)
def test_only_the_very_host_and_port_is_our_own(origin, host, own):
    """A page of another host, port or name that looks like ours is none of ours."""
    assert is_own(origin, host, ["https://outer.example.kr"]) is own


def test_a_foreign_socket_is_refused_before_streamlit_sees_it():
    """It would look its own address up on the network, and everybody would wait meanwhile."""
    behind, sent = Behind(), []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "websocket.connect"}

    headers = [(b"origin", b"https://evil.example"), (b"host", b"localhost:8501")]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers}
    asyncio.run(admitted(behind)(scope, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]
    assert behind.asked == []


@pytest.mark.parametrize("host", ["localhost:8501", "10.0.0.1:8501"])
def test_streamlit_is_never_left_to_wonder(host):
    """What is let in reaches Streamlit with one name for both, so that it looks nothing up."""
    behind = Behind()
    app = admitted(behind, ["http://localhost:8501"])
    ask(app, "/_stcore/stream", kind="websocket", origin="http://localhost:8501", host=host)
    headers = dict(behind.asked[0]["headers"])
    assert headers[b"host"] == b"localhost:8501"


def test_a_program_without_an_origin_is_let_in():
    """Only browsers carry somebody's cookies for somebody else; they always say where from."""
    behind = Behind()
    ask(admitted(behind), "/_stcore/stream", kind="websocket", host="localhost:8501")
    assert len(behind.asked) == 1


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/atlas/_stcore/metrics", "/_stcore/agent/x"])
def test_figures_about_the_server_are_nobodys(path):
    """Sessions, caches and uploads of others are not told, and no program is spoken to."""
    behind = Behind()
    assert ask(admitted(behind), path)[0] == 404
    assert behind.asked == []


@pytest.mark.parametrize(
    ("size", "stored", "status"),
    [
        ("1000", {}, 200),
        (str(MOST_A_FILE), {}, 200),
        (str(MOST_A_FILE + FRAMING + 1), {}, 413),
        ("1000", {"session-a": [MOST_A_SESSION + FRAMING]}, 413),
        ("1000", {"session-a": [1] * FILES_A_SESSION}, 413),
        ("1000", {"session-b": [MOST_A_SESSION]}, 200),
        ("1000", {str(number): [MOST_A_FILE] for number in range(MOST_IN_ALL // MOST_A_FILE)}, 503),
        ("", {}, 411),
        ("-1", {}, 411),
        ("9" * 40, {}, 411),
    ],
)
def test_uploads_are_bounded_a_file_a_session_and_in_all(size, stored, status):
    """No session parks more than two drafts' worth, and all of them no more than there is."""
    app = admitted(Behind(), stored=stored)
    given = {"content_length": size} if size else {}
    assert ask(app, UPLOAD, method="PUT", **given)[0] == status


def test_uploads_on_their_way_count():
    """Many at once do not slip by while none of them has arrived."""
    seen = []

    async def slow(_scope, _receive, send):
        if len(seen) < 3:
            seen.append(None)
            await app({**scope}, None, send)
        await send({"type": "http.response.start", "status": 200, "headers": []})

    app = admitted(slow)
    size = str(MOST_A_FILE).encode()
    scope = {
        "type": "http",
        "method": "PUT",
        "path": UPLOAD,
        "headers": [(b"content-length", size)],
    }
    sent = []

    async def send(message):
        if message["type"] == "http.response.start":
            sent.append(message["status"])

    asyncio.run(app(scope, None, send))
    assert sorted(sent) == [200, 200, 413]
    assert app._coming == {}
