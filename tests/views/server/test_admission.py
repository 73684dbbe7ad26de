"""Nobody but the atlas's own pages opens a socket, and nobody parks files in the server."""

from __future__ import annotations

import asyncio

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from test_http import Behind, ask

from views.server.middleware import upload_limits
from views.server.middleware.admission import (
    MESSAGES_A_SECOND,
    MESSAGES_AT_ONCE,
    MOST_COOKIES,
    MOST_ESCAPES,
    Admission,
    guarded,
    is_own,
)
from views.server.middleware.upload_limits import (
    FILES_A_SESSION,
    FRAMING,
    MOST_A_FILE,
    MOST_A_SESSION,
    MOST_IN_ALL,
    Coming,
    CutError,
    UploadLimits,
)

QUOTE = chr(92) + chr(34)
"""A quotation mark inside a quoted value."""

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
        ("1000", {str(number): [MOST_A_FILE] for number in range(MOST_IN_ALL // MOST_A_FILE)}, 200),
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
    assert app.limits.coming == []


@pytest.mark.parametrize(
    "cookie",
    ['a="' + QUOTE * (MOST_ESCAPES + 1) + '"', "a=b;" * (MOST_COOKIES + 1), "a=" + "b" * 40_000],
)
def test_cookies_that_take_long_to_read_are_not_read(cookie):
    """A header of quotes stops everybody for more than a second; it never reaches its readers."""
    behind = Behind()
    assert ask(admitted(behind), "/", cookie=cookie)[0] == 431
    ask(admitted(behind), "/_stcore/stream", kind="websocket", cookie=cookie)
    assert behind.asked == []
    assert ask(admitted(behind), "/", cookie="_streamlit_user=" + "b" * 8_000)[0] == 200


def test_a_flood_of_messages_waits_in_its_own_socket():
    """A hand's burst goes through at once; a thousand messages take their sender a minute."""
    waited = []

    async def receive():
        return {"type": "websocket.receive", "text": "x"}

    async def pause(seconds):
        waited.append(seconds)

    async def take(count):
        socket = guarded(receive, pause)
        for _ in range(count):
            await socket()

    asyncio.run(take(MESSAGES_AT_ONCE))
    assert waited == []
    asyncio.run(take(MESSAGES_AT_ONCE + 10))
    assert waited == pytest.approx([n / MESSAGES_A_SECOND for n in range(1, 11)], abs=0.05)


def test_what_no_page_sends_never_reaches_streamlit():
    """Anybody's socket could empty the caches of all readers; such messages end at the door."""
    run, chunk, install = BackMsg(), BackMsg(), BackMsg()
    run.rerun_script.query_string = "lang=ko"
    chunk.backend_operation_request.deferred_file.file_id = "1"
    install.backend_operation_request.install_skills.SetInParent()
    dropped = [BackMsg(clear_cache=True), BackMsg(load_git_info=True), install]
    coming = [*(one.SerializeToString() for one in [*dropped, run, chunk]), b"\xff", None]

    async def receive():
        return {"type": "websocket.receive", "bytes": coming.pop(0)}

    async def take():
        socket = guarded(receive)
        return [(await socket())["bytes"] for _ in range(3)]

    assert asyncio.run(take()) == [run.SerializeToString(), chunk.SerializeToString(), None]


def test_who_parks_files_makes_room_for_a_newcomer():
    """Sessions that fill all there is lose their oldest file; who holds little keeps it."""
    stored = {f"parks-{n}": [MOST_A_FILE, MOST_A_FILE] for n in range(8)} | {"honest": [1_000]}
    gone = []

    def let_go(session):
        gone.append(session)
        stored[session].pop(0)

    limits = UploadLimits(lambda: stored, let_go)
    newcomer = Coming("new", MOST_A_FILE, arrived=MOST_A_FILE)
    limits.coming.append(newcomer)
    limits.make_room(newcomer)
    assert sum(limits.held().values()) <= MOST_IN_ALL
    assert len(gone) == 3
    assert "honest" not in gone


def test_files_on_their_way_make_room_too():
    """Uploads that are begun and never ended shut nobody else out; nothing is let go in vain."""
    limits = UploadLimits(dict)
    limits.coming += [Coming(str(n), MOST_A_FILE, arrived=MOST_A_FILE) for n in range(16)]
    limits.make_room(limits.coming[-1])
    assert [one.cut for one in limits.coming] == [True] + [False] * 15
    alone = UploadLimits(lambda: {"mine": [MOST_IN_ALL]})
    alone.coming.append(Coming("mine", 10, arrived=10))
    with pytest.raises(CutError):
        alone.make_room(alone.coming[0])


@pytest.mark.parametrize("pace", ["silent", "slow"])
def test_an_upload_that_stalls_is_ended(monkeypatch, pace):
    """Who sends nothing, or next to nothing, is told that it took too long, and holds no place."""
    monkeypatch.setattr(upload_limits, "SILENCE_SECONDS", 0.05)
    monkeypatch.setattr(upload_limits, "GRACE_SECONDS", 0.0)
    sent = []

    async def behind(_scope, receive, _send):
        while (await receive())["type"] != "http.disconnect":
            pass
        raise ConnectionError("the sender hung up")

    async def receive():
        await asyncio.sleep(5 if pace == "silent" else 0.001)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def send(message):
        sent.append(message)

    app = admitted(behind)
    headers = [(b"content-length", b"1000")]
    scope = {"type": "http", "method": "PUT", "path": UPLOAD, "headers": headers}
    asyncio.run(app(scope, receive, send))
    assert sent[0]["status"] == 408
    assert app.limits.coming == []
