"""The server as a stranger finds it: what it answers, whom it lets in, what it keeps."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from pathlib import Path

import hostile_files as hostile
import pytest
from websockets.exceptions import InvalidStatus

from benchmarks.driver import serve_atlas
from benchmarks.readers.socket_reader import CUT, SocketReader
from views.server.middleware.security_headers import SECURITY

ROOT = Path(__file__).resolve().parents[3]
ALL = {name.decode() for name, _ in SECURITY} | {"content-security-policy"}


@pytest.fixture(scope="module")
def server():
    """Serve the atlas as `make run` does."""
    with serve_atlas() as running:
        yield running
        assert "Traceback" not in running.said()


def ask(server, path, method="GET", **headers):
    """Return status, headers and body; redirects are not followed."""
    connection = http.client.HTTPConnection("localhost", server.port, timeout=60)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read()
    connection.close()
    return (*found, body)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/map", 200),
        ("/?preview=x", 303),
        ("/map/", 301),
        ("/no-such-page", 404),
        ("/static/js/gone.0123abcd.js", 404),
        ("/app/static/built/0123456789ab/atlas.json", 404),
        ("/app/static/../../data/editions/editions.csv", 400),
        ("/component/streamlit_folium.st_folium/static/js/gone.js", 404),
        ("/media/0123.csv", 404),
        ("/_stcore/metrics", 404),
        ("/_stcore/health", 200),
        ("/healthz", 200),
        ("//evil.example", 400),
    ],
)
def test_every_answer_has_every_header(server, path, status):
    """Pages, redirects, refusals: all seven; what is not there is not kept."""
    got, headers, _ = ask(server, path)
    assert got == status
    assert set(headers) >= ALL
    if status != 200:
        assert "immutable" not in headers.get("cache-control", "")


def test_health_says_that_all_is_well(server):
    """Whoever watches the site reads one line, without a figure or a name."""
    assert json.loads(ask(server, "/healthz")[2]) == {"ok": True, "wrong": []}


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost", "null"])
def test_a_foreign_page_opens_no_socket(server, origin):
    """Another host or port is refused at once, and nobody waits for a look at the network."""
    with pytest.raises(InvalidStatus):
        SocketReader(server.url, origin=origin)
    assert ask(server, "/_stcore/health")[0] == 200


def test_a_strangers_file_is_one_sentence_on_the_page(server):
    """The reader who uploads it reads why; the server goes on."""
    with SocketReader(server.url) as reader:
        reader.open("release")
        reader.upload("comments.html", hostile.OPEN_MARKS["comments"])
        assert "comments.html: There is no text." in reader.text()
        reader.upload("draft.txt", "2023년 평생학습도시는 총 195개다.".encode())
        assert "195" in reader.text()


def test_no_session_parks_files(server):
    """What is too large or too much is refused; what a session kept goes with it."""
    with SocketReader(server.url) as reader:
        reader.open("release")
        address = f"/_stcore/upload_file/{reader.session}/"
        assert reader.put(address + "a", "a.txt", b"x" * 22_000_000) in {413, CUT}
        statuses = [reader.put(f"{address}{n}", "a.txt", b"x" * 100) for n in range(12)]
        assert statuses == [204] * 10 + [413] * 2
    request = urllib.request.Request(f"{server.url}{address}b", data=b"x", method="PUT")  # noqa: S310  # our own
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(request, timeout=20)  # noqa: S310  # the same
