"""Before its time nothing of an edition is anywhere, whatever clock, zone or disk a process has."""

from __future__ import annotations

import http.client
import json
import shutil
import time
from contextlib import ExitStack

import pytest
from future_edition import EDITION, HOUR

from benchmarks.driver import ROOT, free_port, serve
from benchmarks.readers.socket_reader import SocketReader
from figures.words.language import LANGUAGES
from views.parts.shell import PAGES

MARKS = [text.encode() for text in ("2027-03-09", "2027년 3월 9일", "9 March 2027", "2027-03-10")]
"""The day it was announced, as files and both languages write it, and its paper's day."""

ZONES = ("Pacific/Kiritimati", "America/New_York")
"""A day ahead of Seoul's morning, and a day behind it."""

LEFT_OUT = (".venv", ".git", ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache", "logs")
ADDRESSES = ("/", "/map", "/healthz", "/_stcore/health", "/_stcore/metrics", "/_stcore/host-config",
             "/media/0", "/no-such-page")  # fmt: skip
WITHOUT_STATISTICS = [page.address for page in PAGES.values() if page.address != "gaps"]
SECONDS = 90


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """Serve a copy into which an edition was taken that waits, by two processes in two zones."""
    copy = tmp_path_factory.mktemp("leaks") / "atlas"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT, "__pycache__"))
    script = str(copy / "tests" / "browser" / "servers" / "embargoed.py")
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        servers = []
        for zone in ZONES:
            patch.setenv("TZ", zone)
            port = free_port()
            servers.append(stack.enter_context(serve([script, str(port)], port, cwd=copy)))
        yield copy, servers


def answers(server):
    """Return all that the addresses of the server answer, headers too."""
    found = b""
    for path in ADDRESSES:
        connection = http.client.HTTPConnection("localhost", server.port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        found += str(answer.getheaders()).encode() + answer.read()
        connection.close()
    return found


def pages(server, lang, addresses):
    """Return every byte that the sockets of some pages carry."""
    found = b""
    with SocketReader(server.url) as reader:
        for page in addresses:
            reader.open(page, lang=lang, edition=EDITION)
            found += b"".join(reader.heard)
    return found


def served_files(copy):
    """Return the names and contents of all files that anybody may fetch."""
    paths = [path for path in (copy / "static" / "built").rglob("*") if path.is_file()]
    return b"".join(str(path).encode() + path.read_bytes() for path in paths)


def wrong(server):
    """Return what the site's health says is wrong."""
    connection = http.client.HTTPConnection("localhost", server.port, timeout=60)
    connection.request("GET", "/healthz")
    return json.loads(connection.getresponse().read())["wrong"]


def until(what):
    """Wait until something holds."""
    end = time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < end
        time.sleep(0.5)


@pytest.mark.timeout(400)
def test_nothing_of_it_is_anywhere_until_it_is_published(pair):
    """Pages in both languages, answers, files, health, logs; clock jumps; a full disk; then all."""
    copy, servers = pair
    seen = served_files(copy)
    for server in servers:
        seen += answers(server) + server.said().encode()
        for lang in LANGUAGES:
            seen += pages(server, lang, WITHOUT_STATISTICS)
    assert len(seen) > 1_000_000
    assert [mark for mark in MARKS if mark in seen] == []

    clock = copy / "clock"
    for moment in ("2026-06-01T00:00:00+00:00", "2027-03-09T02:59:59.900000+00:00"):
        clock.write_text(moment)
        seen = b"".join(pages(server, "ko", ["", "trends"]) for server in servers)
        assert [mark for mark in MARKS if mark in seen] == []

    (copy / "no-room").touch()
    clock.write_text(HOUR.isoformat())
    until(lambda: all(wrong(server) == ["publication"] for server in servers))
    seen = served_files(copy)
    for server in servers:
        seen += answers(server) + pages(server, "en", ["", "trends"]) + server.said().encode()
    assert [mark for mark in MARKS if mark in seen] == []

    (copy / "no-room").unlink()
    clock.unlink()
    (copy / "struck").touch()
    until(lambda: all(MARKS[2] in pages(server, "en", [""]) for server in servers))
    assert all(wrong(server) == [] for server in servers)
