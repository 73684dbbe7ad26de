"""What the server sends protects its readers: policy, caching, compression, no strange frames."""

from __future__ import annotations

import gzip
import json
import re
import threading
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from figures.words.language import words
from views.parts.page_list import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.client import HTTPMessage

    from playwright.sync_api import Browser, Response
    from reader import Reader

    from benchmarks.driver import Server

FRAME = "/component/streamlit_folium.st_folium/"

ASKED_BY_STREAMLIT = "script-src wasm-eval"
"""Streamlit's number library asks once whether it may compile, and does without when refused."""

LISTEN = """window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.violatedDirective} ${event.blockedURI}`));"""


def fetch(server: Server, path: str) -> tuple[int, HTTPMessage, bytes]:
    """Return status, headers and body as a browser would get them."""
    request = urllib.request.Request(  # noqa: S310  # our own address
        server.url + path, headers={"Accept-Encoding": "gzip"}
    )
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310  # our own address
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_year_changes_under_the_policy(page_at: Callable[..., Reader]) -> None:
    """The map is drawn and the year changed, and the policy on every answer refuses nothing."""
    answers: list[Response] = []
    reader = page_at()
    reader.page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  # it needs a function
    reader.page.add_init_script(LISTEN)
    reader.open("/map?lang=ko&edition=2023")
    reader.drawn("2023")
    reader.choose(words("ko")("bar.edition"), "2014")
    reader.drawn("2014")
    reader.choose(words("ko")("bar.province"), "경상남도")
    expect(reader.page).to_have_url(re.compile("province=38"))
    reader.settled()
    for frame in (reader.page.main_frame, reader.frame()):
        assert set(frame.evaluate("() => window.refused")) <= {ASKED_BY_STREAMLIT}
    # A font or script that the page itself hinted at may come out of the browser's own cache.
    policies = {answer.url: answer.headers.get("content-security-policy", "") for answer in answers}
    assert len(policies) > 10
    for url, policy in policies.items():
        if url.startswith(("data:", "blob:")):
            continue
        assert "default-src 'self'" in policy, url
        assert ("unsafe-eval" in policy) == (FRAME in url), url


def test_policy_blocks_what_is_not_ours(page_at: Callable[..., Reader]) -> None:
    """A script that gets into the page by another way is refused: inline, evaluated or fetched."""
    reader = page_at()
    reader.page.add_init_script(LISTEN)
    reader.open("/release?lang=en")
    reader.page.evaluate(
        """() => { for (const text of ["window.ran = 1"]) {
          const inline = document.createElement("script"); inline.textContent = text;
          document.head.append(inline);
          const far = document.createElement("script"); far.src = "http://stranger.example/x.js";
          document.head.append(far); }
          const doer = document.createElement("a"); doer.setAttribute("onclick", "window.ran = 2");
          document.body.append(doer); doer.click(); }"""
    )
    reader.page.wait_for_function("() => window.refused.length >= 3")
    assert reader.page.evaluate("() => window.ran") is None
    reader.said.clear()  # the refusals are what was asked for
    reader.asked.clear()


@contextmanager
def stranger(target: str) -> Iterator[str]:
    """Serve, from an origin of its own, a page that frames the atlas."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name is the library's
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<p>mine</p><iframe src="{target}"></iframe>'.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's
            """Say nothing."""

    server = ThreadingHTTPServer(("localhost", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize("path", ["/", f"{FRAME}index.html"])
def test_strangers_cannot_frame_the_atlas(server: Server, browser: Browser, path: str) -> None:
    """A page of another origin that puts the atlas or its map into a frame gets an empty frame."""
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    with stranger(server.url + path) as url:
        page.goto(url)
        expect(page.locator("p")).to_have_text("mine")
        assert page.frames[1].url.startswith("chrome-error://")
    page.close()
    assert any("frame-ancestors" in text or "X-Frame-Options" in text for text in said)


def test_every_page_carries_the_headers(server: Server) -> None:
    """Each page, also one that does not exist, carries policy and headers, and is never kept."""
    pages = [page.address for page in PAGES.values()]
    for address in [*pages, "nothing", "x/component/y"]:
        status, headers, body = fetch(server, f"/{address}")
        assert status == (200 if address in pages else 404)
        policy = headers["content-security-policy"]
        assert "unsafe-eval" not in policy
        assert "script-src 'self' 'sha256-" in policy
        assert "frame-ancestors 'self'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert headers["referrer-policy"] == "same-origin"
        assert "immutable" not in (headers["cache-control"] or "")
        plain = gzip.decompress(body) if headers["content-encoding"] == "gzip" else body
        assert b"<title>Streamlit</title>" not in plain


def test_files_are_kept_and_compressed(server: Server) -> None:
    """What the map needs carries its version, is compressed, and is kept for good."""
    _, _, page = fetch(server, "/map")
    text = gzip.decompress(page).decode()
    found = re.findall(r'(?:href|src)="\./((?:app/static/(?:built|vendor)|static)/[^"]+)"', text)
    assert any(name.endswith("atlas.json") for name in found)
    assert any(name.endswith("leaflet.js") for name in found)
    for name in found:
        status, headers, body = fetch(server, f"/{name}")
        assert status == 200, name
        assert headers["cache-control"] == "public, max-age=31536000, immutable", name
        if name.endswith((".js", ".css", ".json")) and len(body) > 1024:
            assert headers["content-encoding"] == "gzip", name
        if name.endswith("atlas.json"):
            assert json.loads(gzip.decompress(body))["units"]


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../dashboard.py",
        "/app/static/%2e%2e/dashboard.py",
        "/app/static/..%2f..%2fdata/designations/designations.csv",
        "/app/static/vendor/..%5c..%5cdashboard.py",
        "/app/static//etc/passwd",
        "/media/../dashboard.py",
    ],
)
def test_no_way_out_of_the_static_folder(server: Server, path: str) -> None:
    """No address reaches a file outside the folder of static files."""
    _, _, body = fetch(server, path)
    text = gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body
    assert b"shell.run()" not in text
    assert b"unit_id" not in text
    assert b"root:" not in text
