"""Two replicas behind a real nginx: a reader stays, and comes back when a replica dies."""

from __future__ import annotations

import asyncio
import http.client
import json
import time

import pytest

from benchmarks.readers.reader import Reader
from deploy.replicas import HERE, free_port, replicas

READERS = 6
BACK_SECONDS = 5.0
VIEW = {"lang": "en", "edition": "2022", "rule": "strict"}


@pytest.fixture(scope="module")
def site():
    """Return two replicas behind nginx."""
    with replicas(free_port()) as found:
        yield found


def ask(port, path, **headers):
    """Return status, headers and body of an answer."""
    line = http.client.HTTPConnection(HERE, port, timeout=60)
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}
    body = answer.read()
    line.close()
    return (*found, body)


def test_both_replicas_hold_the_same_and_say_so(site):
    """Each is ready, with the same data and the same bundle; through the proxy nobody asks."""
    facts = [json.loads(ask(port, "/readyz")[2]) for port in site.ports]
    assert all(one["ready"] for one in facts)
    assert facts[0]["data_hash"] == facts[1]["data_hash"]
    assert facts[0]["bundle"] == facts[1]["bundle"]
    assert ask(site.port, "/readyz")[0] == 404
    assert ask(site.port, "/metrics")[0] == 404


def test_a_reader_is_given_a_cookie_that_says_nothing(site):
    """The cookie is a number that scripts cannot read; who has one keeps it."""
    status, headers, _ = ask(site.port, "/map?edition=2022")
    assert status == 200
    cookie = headers["set-cookie"]
    assert cookie.startswith("atlas_reader=")
    assert "HttpOnly" in cookie
    assert "set-cookie" not in ask(site.port, "/map", Cookie=cookie.split(";")[0])[1]


def test_the_number_of_a_request_is_the_same_in_both_logs(site):
    """What nginx writes as a request's number comes back with the answer."""
    assert len(ask(site.port, "/")[1]["x-request-id"]) == 32


async def _read_through_a_kill(site):
    """Open readers, kill a replica, and return how long each took to see its page again."""

    async def person(number, killed):
        cookie = {"Cookie": f"atlas_reader=reader-{number}"}
        async with Reader(site.address, headers=cookie) as reader:
            await reader.visit("provinces", VIEW)
        await killed.wait()
        started = time.monotonic()
        async with Reader(site.address, headers=cookie) as reader:
            await reader.visit("provinces", VIEW)
        return time.monotonic() - started

    killed = asyncio.Event()
    people = [asyncio.create_task(person(number, killed)) for number in range(READERS)]
    await asyncio.sleep(3)
    site.replicas[0].kill()
    site.replicas[0].wait()
    killed.set()
    return await asyncio.gather(*people)


def test_readers_of_a_killed_replica_are_back_on_the_other(site):
    """With one replica killed, every reader has the same page again within seconds."""
    times = asyncio.run(_read_through_a_kill(site))
    assert len(times) == READERS
    assert max(times) < BACK_SECONDS
