"""What machines that watch and route are told, and the numbered log; nothing of it is personal."""

from __future__ import annotations

import asyncio
import json
import logging
import threading

import pytest

from views.server import status
from views.server.__main__ import is_loopback
from views.server.middleware import request_log
from views.server.middleware.request_log import AsJson, RequestLog
from views.server.status import METRICS, Status


class Answer:
    """What a client got."""

    def __init__(self, messages):
        self.status_code = messages[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in messages[0]["headers"]}
        self.text = messages[1]["body"].decode()

    def json(self):
        """Return the body as JSON."""
        return json.loads(self.text)


async def page(_scope, _receive, send):
    """Answer any address with a page."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"a page"})


class Client:
    """A site with nothing behind the two but a page."""

    def __init__(self):
        self.app = RequestLog(Status(page, lambda: "atlas"))

    def get(self, address, headers=()):
        """Ask for an address."""
        path, _, query = address.partition("?")
        sent = [(name.lower().encode(), value.encode()) for name, value in dict(headers).items()]
        scope = {"type": "http", "method": "GET", "path": path, "headers": sent}
        messages = []

        async def send(message):
            messages.append(message)

        asyncio.run(self.app(scope | {"query_string": query.encode()}, None, send))
        return Answer(messages)


@pytest.fixture
def client(monkeypatch):
    """Return a client of a site that runs."""
    monkeypatch.setattr(status, "version", lambda: {"data_hash": "0" * 12, "bundle": "1" * 12})
    monkeypatch.setattr(status, "_STOPPING", threading.Event())
    return Client()


def test_ready_until_it_stops(client):
    """Readers are sent here while the server runs, and elsewhere once it is asked to stop."""
    found = client.get("/atlas/readyz")
    assert found.status_code == 200
    facts = found.json()
    assert facts["ready"] is True
    assert facts["free_mb"] > 0
    assert facts["data_hash"] == "0" * 12
    status.stop()
    found = client.get("/atlas/readyz")
    assert (found.status_code, found.json()["stopping"]) == (503, True)


def test_a_full_disk_is_not_ready(client, monkeypatch):
    """A server that can write nothing more takes no new readers."""
    usage = type("Usage", (), {"free": 1_000_000})
    monkeypatch.setattr(status.shutil, "disk_usage", lambda _path: usage)
    assert client.get("/atlas/readyz").status_code == 503


def test_version_names_data_and_bundle(client):
    """`/version` says what is served, and is never kept by a proxy."""
    found = client.get("/atlas/version")
    assert found.json() == {"data_hash": "0" * 12, "bundle": "1" * 12}
    assert found.headers["cache-control"] == "no-store"


def test_measures_are_there_only_when_asked_for(client, monkeypatch):
    """Without the setting `/metrics` is a page like any other; with it, the measures."""
    monkeypatch.setattr(status.measures, "told", lambda: b"atlas_sessions 3.0\n")
    monkeypatch.delenv(METRICS, raising=False)
    assert client.get("/atlas/metrics").text == "a page"
    monkeypatch.setenv(METRICS, "1")
    assert client.get("/atlas/metrics").text == "atlas_sessions 3.0\n"


def test_other_addresses_go_on(client):
    """Below another base path the three addresses mean nothing."""
    for path in ("/readyz", "/atlas", "/atlas/map", "/other/version"):
        assert client.get(path).text == "a page"


def test_a_line_an_answer_without_what_is_secret(client, caplog, monkeypatch):
    """The log has number, path and status; never what stands after "?", a cookie or an address."""
    top = logging.getLogger("atlas")
    monkeypatch.setattr(top, "propagate", True)
    with caplog.at_level(logging.INFO, logger="atlas"):
        found = client.get(
            "/map?preview=secret", headers={"X-Request-Id": "proxy-0001", "Cookie": "a=hidden"}
        )
    assert found.headers["x-request-id"] == "proxy-0001"
    line = AsJson().format(caplog.records[-1])
    facts = json.loads(line)
    assert (facts["request"], facts["path"], facts["status"]) == ("proxy-0001", "/map", 200)
    assert "secret" not in line
    assert "hidden" not in line


def test_a_number_that_is_none_is_not_taken_over(client):
    """What a stranger sends as a number cannot write into the log."""
    given = client.get("/map", headers={"X-Request-Id": 'x" } {"level": "error'})
    assert len(given.headers["x-request-id"]) == 16


@pytest.mark.parametrize("level", request_log.LEVELS)
def test_levels_are_the_installations(level):
    """Each level by its name, in any letters."""
    assert request_log.begin({request_log.LEVEL: level.upper()}) == level


def test_an_unknown_level_is_one_error():
    """A misspelt level names the setting and the levels there are."""
    with pytest.raises(ValueError, match="ATLAS_LOG_LEVEL=loud: expected one of debug"):
        request_log.begin({request_log.LEVEL: "loud"})


@pytest.mark.parametrize(
    ("address", "alone"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104  # what is told
        ("::", False),
        ("10.0.0.5", False),
    ],
)
def test_serving_others_is_said(address, alone):
    """Only this machine reaches a loopback address; any other is told in the output."""
    assert is_loopback(address) is alone
