"""What each answer of the server carries: policy, caching, compression, language."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path

import pytest

from views.server.middleware import compression
from views.server.middleware.addresses import FRAME, is_frame
from views.server.middleware.compression import SMALL, Compress
from views.server.middleware.page_rewriting import Page
from views.server.middleware.security_headers import (
    COMPONENT_POLICY,
    LONG,
    PAGE_POLICY,
    SECURITY,
    Secure,
)

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = b"let a = 1; " * 400
FRAME_PATH = f"/{FRAME}index.html"


class Behind:
    """The application behind: answers with what it was given and counts how often."""

    def __init__(self, body=SCRIPT, kind="text/javascript", status=200, more=(), parts=1):
        self.body, self.kind, self.status, self.more, self.parts = body, kind, status, more, parts
        self.asked = []

    async def __call__(self, scope, receive, send):  # noqa: ARG002  # as ASGI calls it
        """Answer in parts."""
        self.asked.append(scope)
        if scope["type"] != "http":
            return
        headers = [(b"content-type", self.kind.encode()), *self.more]
        headers.append((b"content-length", str(len(self.body)).encode()))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        size = -(-len(self.body) // self.parts)
        for i in range(self.parts):
            part = self.body[i * size : (i + 1) * size]
            last = i == self.parts - 1
            await send({"type": "http.response.body", "body": part, "more_body": not last})


def ask(app, path="/", *, method="GET", kind="http", query=b"", **headers):
    """Return status, headers and body of an answer; header names with _ for -."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "path": path, "query_string": query, "headers": given}
    if kind == "http":
        scope["method"] = method
    asyncio.run(app(scope, receive, send))
    if not sent or kind != "http":
        return None
    body = b"".join(m.get("body", b"") for m in sent if m["type"] == "http.response.body")
    return sent[0]["status"], sent[0]["headers"], body


def secured(behind, base=""):
    return Secure(behind, "'sha256-x'", lambda: base)


@pytest.mark.parametrize("status", [200, 304, 404, 500])
@pytest.mark.parametrize("path", ["/", "/map", "/static/js/a.js", "/app/static/built/h/a.json"])
def test_every_answer_carries_the_policy(path, status):
    """Whatever the answer is, it names the policy once and every other security header once."""
    _, headers, _ = ask(secured(Behind(status=status)), path)
    names = [name for name, _ in headers]
    for name, value in (*SECURITY, (b"content-security-policy", None)):
        assert names.count(name) == 1
        assert value is None or dict(headers)[name] == value
    rules = dict(headers)[b"content-security-policy"].decode()
    assert "frame-ancestors 'self'" in rules
    assert "script-src 'self' 'sha256-x';" in rules
    assert "unsafe-eval" not in rules
    assert "http" not in rules


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_behind_tls_browsers_stay_there(scheme):
    """Behind TLS every answer asks for TLS and every cookie keeps to it; without, neither does."""
    more = [(b"set-cookie", b"a=1; HttpOnly; SameSite=lax"), (b"set-cookie", b"b=2; Secure")]

    async def app(scope, receive, send):
        await secured(Behind(more=more))({**scope, "scheme": scheme}, receive, send)

    _, headers, _ = ask(app)
    cookies = [value for name, value in headers if name == b"set-cookie"]
    asked = b"strict-transport-security" in dict(headers)
    assert asked is (scheme == "https")
    assert cookies[0].endswith(b"; Secure") is (scheme == "https")
    assert cookies[1] == b"b=2; Secure"


def test_an_answer_that_fails_has_the_headers_too(caplog):
    """An error inside ends in an empty answer with every header; what it was is in the log."""

    async def broken(_scope, _receive, _send):
        raise ValueError("a secret path")

    status, headers, body = ask(secured(broken))
    assert (status, body) == (500, b"")
    assert {name for name, _ in SECURITY} <= {name for name, _ in headers}
    assert "a secret path" in caplog.text


def test_only_the_frame_may_evaluate():
    """The map's frame is the one path with eval; a path that only looks like it is the page."""
    _, headers, _ = ask(secured(Behind()), FRAME_PATH)
    assert b"'unsafe-eval'" in dict(headers)[b"content-security-policy"]
    for path in (f"/x/{FRAME}y", "/x/component/y", "/component/other/index.html", "/component/"):
        _, headers, _ = ask(secured(Behind()), path)
        assert b"unsafe-eval" not in dict(headers)[b"content-security-policy"]


def test_base_path_moves_the_frame():
    """Under a base path the frame is found below it, and nowhere else."""
    for base in ("atlas", "/atlas/"):
        assert is_frame(f"/atlas{FRAME_PATH}", base)
        assert not is_frame(FRAME_PATH, base)
    assert is_frame(FRAME_PATH, "")
    assert is_frame(FRAME_PATH, "/")


def test_policy_names_no_other_machine():
    """No rule allows another machine, and the frame's differs from the page's in scripts only."""
    for rules in (PAGE_POLICY, COMPONENT_POLICY):
        allowed = {part for text in rules.values() for part in text.split()}
        plain = {"'self'", "'none'", "data:", "blob:", "{script_hashes}"}
        assert allowed <= plain | {"'unsafe-inline'", "'unsafe-eval'"}
    differing = {name for name in PAGE_POLICY if PAGE_POLICY[name] != COMPONENT_POLICY[name]}
    assert differing == {"script-src"}


def test_strangers_get_no_leave():
    """A permission for other sites that the application gives is taken back."""
    behind = Behind(more=[(b"Access-Control-Allow-Origin", b"*"), (b"X-Frame-Options", b"ALLOW")])
    _, headers, _ = ask(secured(behind))
    assert b"access-control-allow-origin" not in {name.lower() for name, _ in headers}
    assert [v for n, v in headers if n.lower() == b"x-frame-options"] == [b"SAMEORIGIN"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/a.js",
        "/app/static/built/ab/a.json",
        "/base/app/static/vendor/leaflet-1/l.css",
        f"/{FRAME}static/js/main.js",
    ],
)
def test_unchanging_addresses_are_kept_for_good(path):
    """An address that carries a hash or version is kept a year, whatever the application said."""
    behind = Behind(more=[(b"cache-control", b"no-cache")])
    _, headers, _ = ask(secured(behind), path)
    assert [value for name, value in headers if name == b"cache-control"] == [LONG]


@pytest.mark.parametrize(
    ("path", "status"), [("/", 200), ("/app/static/built/x/gone.js", 404), ("/app/static/x", 200)]
)
def test_others_are_not_kept(path, status):
    """The page, a missing file and an address without a version are not kept."""
    behind = Behind(status=status, more=[(b"cache-control", b"no-cache")])
    _, headers, _ = ask(secured(behind), path)
    assert dict(headers)[b"cache-control"] == b"no-cache"


@pytest.mark.parametrize("parts", [1, 3])
def test_compressed_whole(parts):
    """What comes in parts goes out as one compressed answer with the same content."""
    behind = Behind(parts=parts)
    _, headers, body = ask(Compress(behind), "/static/js/a.js", accept_encoding="br, gzip")
    assert gzip.decompress(body) == SCRIPT
    assert len(body) < len(SCRIPT) / 10
    found = dict(headers)
    assert found[b"content-encoding"] == b"gzip"
    assert found[b"vary"] == b"Accept-Encoding"
    assert found[b"content-length"] == str(len(body)).encode()
    assert [name for name, _ in headers].count(b"content-length") == 1


def test_compressed_once():
    """The second reader of an unchanging address gets the kept copy, in the same bytes."""
    behind = Behind()
    app = Compress(behind)
    first = ask(app, "/app/static/built/h/a.json", accept_encoding="gzip")
    second = ask(app, "/app/static/built/h/a.json", accept_encoding="gzip")
    assert first == second
    assert len(behind.asked) == 1
    ask(app, "/", accept_encoding="gzip")
    ask(app, "/", accept_encoding="gzip")
    assert len(behind.asked) == 3, "a page may change and must be asked for again"


def test_kept_copies_have_a_bound(monkeypatch):
    """Memory is bounded: beyond it the copies that were kept first go, and the newest is kept."""
    app = Compress(Behind())
    ask(app, "/static/js/a.js", accept_encoding="gzip")
    monkeypatch.setattr(compression, "KEPT_BYTES", app.size)
    ask(app, "/static/js/b.js", accept_encoding="gzip")
    assert list(app.kept) == ["/static/js/b.js"]
    assert app.size == len(app.kept["/static/js/b.js"][1])


@pytest.mark.parametrize("path", ["/static/js/./a.js", "/static//js/a.js", "/static/js/x/../a.js"])
def test_a_file_is_kept_under_one_address(path):
    """Who writes an address in a thousand ways does not fill what is kept for the others."""
    app = Compress(Behind())
    _, _, body = ask(app, path, accept_encoding="gzip")
    assert gzip.decompress(body) == SCRIPT
    assert app.kept == {}


@pytest.mark.parametrize(
    ("behind", "headers"),
    [
        (Behind(), {}),
        (Behind(), {"accept_encoding": "br"}),
        (Behind(), {"accept_encoding": "gzip;q=0, br"}),
        (Behind(), {"accept_encoding": "gzip", "range": "bytes=0-9"}),
        (Behind(kind="font/woff2"), {"accept_encoding": "gzip"}),
        (Behind(kind="text/event-stream"), {"accept_encoding": "gzip"}),
        (Behind(status=404), {"accept_encoding": "gzip"}),
        (Behind(more=[(b"content-encoding", b"br")]), {"accept_encoding": "gzip"}),
        (Behind(body=b"x" * (SMALL - 1)), {"accept_encoding": "gzip"}),
    ],
)
def test_left_alone(behind, headers):
    """What a browser refuses, or what gains nothing from it, goes out as it came."""
    status, found, body = ask(Compress(behind), "/static/js/a.js", **headers)
    assert (status, body) == (behind.status, behind.body)
    assert dict(found).get(b"content-encoding") != b"gzip"


@pytest.mark.parametrize("app", [secured(Behind()), Compress(Behind())])
def test_sockets_pass(app):
    """A websocket is handed on untouched."""
    assert ask(app, "/_stcore/stream", kind="websocket") is None
    assert len(app.app.asked) == 1


def paged(behind, base=""):
    def rewrite(text, *rest):
        return text.replace("en", "ko") + repr(rest)

    return Page(behind, rewrite, lambda: base, lambda address: address in {"", "map"})


@pytest.mark.parametrize("base", ["", "/atlas"])
def test_an_address_that_is_no_page_is_not_there(base):
    """Streamlit answers any address with its page; the atlas says that it is none."""
    page = Behind(b"<html lang=en>", "text/html", more=[(b"cache-control", LONG)])
    for path in (
        "/no-such-page",
        "/static/js/gone.js",
        "/map/deeper",
        "/app/static/built/x/y.json",
    ):
        for asked in (paged(page, base), secured(paged(page, base), base)):
            status, headers, body = ask(asked, base + path)
            assert status == 404
            assert dict(headers)[b"cache-control"] == b"no-store"
            assert "이런 주소의 쪽은 없습니다" in body.decode()
    for path in ("/", "/map", "/map/"):
        assert ask(paged(page, base), base + path)[0] == 200


def test_page_is_rewritten_for_its_reader():
    """The page is rewritten by address and language, in its new length and never from a cache."""
    behind = Behind(b"<html lang=en>", "text/html; charset=utf-8", 200, [(b"etag", b"1")], parts=2)
    asked = {"accept_language": "ko-KR", "if_none_match": "1", "accept_encoding": "gzip"}
    _, headers, body = ask(paged(behind), "/map", query=b"lang=ko", **asked)
    assert body == b"<html lang=ko>('/map', 'lang=ko', 'ko-KR')"
    assert dict(headers)[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in dict(headers)
    assert {name for name, _ in behind.asked[0]["headers"]} == {b"accept-language"}


def test_frame_and_files_are_not_rewritten():
    """The map's frame and everything that is no page stay as they are."""
    page = Behind(b"<html lang=en>", "text/html")
    assert ask(paged(page), FRAME_PATH)[2] == b"<html lang=en>"
    assert ask(paged(Behind()), "/static/js/a.js")[2] == SCRIPT


def test_nothing_reaches_out_of_its_frame():
    """No script of the map touches the page around it: it speaks through its own messages."""
    for path in sorted((ROOT / "figures" / "web").rglob("*.js")):
        text = path.read_text(encoding="utf-8")
        for word in ("window.parent", "window.top", "parent.document", "frameElement", "opener"):
            assert word not in text, f"{path.name} reaches for {word}"
