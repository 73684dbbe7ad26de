"""Before its time nothing of an edition is anywhere, whatever clock or zone a process has."""

from __future__ import annotations

import http.client
import io
import re
import shutil
import time
import zipfile
from contextlib import ExitStack

import pytest
from future_edition import EDITION, adopt
from streamlit.proto.BackMsg_pb2 import BackMsg

from benchmarks.driver import ROOT, free_port, serve
from benchmarks.readers.socket_reader import SocketReader
from views.parts.page_list import PAGES

NEVER = "2029"
"""A year of which nobody knows anything."""

MARKS = [text.encode() for text in ("2027-03-09", "2027년 3월 9일", "9 March 2027", "2027-03-10")]
"""The day it was announced, as files and both languages write it, and its paper's day."""

WAYS = {"ko": "Pacific/Kiritimati", "en": "America/New_York"}
"""A server and a language each: a day ahead of Seoul's morning, and a day behind it."""

WITH_STATISTICS = ("gaps", "trends")
"""Pages that wait for what `make statistics` makes; they show the same atlas as the others."""

LEFT_OUT = (".venv", ".git", ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache", "logs")
ADDRESSES = (
    "/", "/map", "/gaps", "/release", f"/?edition={EDITION}", f"/?edition={NEVER}",
    "/?edition=2026&place=23510",
    "/healthz", "/readyz", "/version", "/metrics", "/_stcore/health", "/_stcore/metrics",
    "/_stcore/host-config", "/media/0", "/manifest.json", "/no-such-page",
)  # fmt: skip
DOWNLOADS = {"provinces": ("CSV", "XLSX"), "data": ("CSV",), "briefing": ("MD", "XLSX")}
"""Buttons that are pressed, by page: tables, a document and the draft of a release."""

CHANGING = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,64}|uuid: \"[0-9a-f]{5}\"|_streamlit_xsrf=[^;]*"
    r"|\"free_mb\": \d+|[A-Z][a-z]{2}, \d\d [^']*GMT"
)
"""What differs between any two answers: numbers of sessions, requests and files, room, the hour."""


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """Serve a copy of the project by two processes in two zones."""
    copy = tmp_path_factory.mktemp("leaks") / "atlas"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT, "__pycache__"))
    script = str(copy / "tests" / "browser" / "servers" / "embargoed.py")
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_METRICS", "1")
        patch.setenv("ATLAS_LOG_LEVEL", "debug")
        servers = {}
        for lang, zone in WAYS.items():
            patch.setenv("TZ", zone)
            port = free_port()
            command = [script, str(port), "bare"]
            servers[lang] = stack.enter_context(serve(command, port, cwd=copy))
        yield copy, servers


def ask(server, path):
    """Return status, headers and body of an address, as text."""
    connection = http.client.HTTPConnection("localhost", server.port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    headers = sorted(answer.getheaders())
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    counted = path == "/metrics" and answer.status == 200
    names = sorted({line.partition("{")[0].partition(" ")[0] for line in body.split("\n")})
    return f"{names}" if counted else f"{answer.status} {headers}\n{body}"


def pressed(reader, label):
    """Return the bytes of a page's first download with a label, unpacked where they are packed."""
    buttons = [
        element.download_button
        for element in reader.elements.values()
        if element.WhichOneof("type") == "download_button"
    ]
    button = next(one for one in buttons if label in one.label)
    message = BackMsg()
    asked = message.backend_operation_request
    asked.request_id, asked.session_id = "1", reader.session
    asked.deferred_file.file_id = button.deferred_file_id
    address = reader.operate(message).deferred_file.url
    connection = http.client.HTTPConnection(reader.url.removeprefix("http://"), timeout=60)
    connection.request("GET", address)
    content = connection.getresponse().read()
    connection.close()
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts.pop("docProps/core.xml", None)  # when it was made
    return b"".join(name.encode() + part for name, part in sorted(parts.items()))


def everything(server, lang, pages):
    """Return what an outsider gets to see, by where, without what differs between any two."""
    found = {}
    with SocketReader(server.url) as reader:
        for page in pages:
            reader.open(page, lang=lang, edition=EDITION)
            found[f"page {page}"] = f"{len(reader.elements)} {reader.text()}"
            for label in DOWNLOADS.get(page, ()):
                found[f"{page} {label}"] = pressed(reader, label).decode("utf-8", "replace")
    found |= {path: ask(server, path) for path in ADDRESSES}
    return {where: CHANGING.sub("*", text) for where, text in found.items()}


def changed(before, seen):
    """Return where an outsider sees something else than before, and what."""
    found = {}
    for where, text in seen.items():
        was = before[where]
        if was != text:
            at = next((n for n, (a, b) in enumerate(zip(was, text, strict=False)) if a != b), 0)
            found[where] = (was[max(0, at - 60) : at + 90], text[max(0, at - 60) : at + 90])
    return found


def files(copy):
    """Return every file of the folder with its size and time, but what Python keeps."""
    paths = [path for path in copy.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in paths}


def told_by(copy, before):
    """Return the new or changed files that tell of the edition and that others may read."""
    found = []
    for path, stamp in files(copy).items():
        if before.get(path) == stamp or path == copy / "clock":  # the test's own hand
            continue
        content = str(path).encode() + path.read_bytes()
        private = path.stat().st_mode & 0o077 == 0
        if not private and any(mark in content for mark in (*MARKS, b'"2027"')):
            found.append(path.relative_to(copy).as_posix())
    return found


@pytest.mark.timeout(600)
def test_nobody_can_tell_that_an_edition_waits(pair):
    """It is taken in, and clocks jump: pages, answers, downloads, files, logs stay as before."""
    copy, servers = pair
    data, clock = copy / "data", copy / "clock"
    pages = [page.address for page in PAGES.values() if page.address not in WITH_STATISTICS]
    before = {lang: everything(one, lang, pages) for lang, one in servers.items()}
    disk = files(copy)
    for seen in before.values():  # an edition that waits and one that nobody thinks of are one
        assert seen[f"/?edition={EDITION}"] == seen[f"/?edition={NEVER}"]

    adopt(data)
    for moment in ("", "2026-06-01T00:00:00+00:00", "2027-03-09T02:45:00+00:00"):
        clock.unlink(missing_ok=True)
        if moment:
            clock.write_text(moment)
        time.sleep(1.2)  # two looks of the watch
        for lang, one in servers.items():
            few = pages if not moment else ["", "provinces"]
            seen = everything(one, lang, few)
            assert changed(before[lang], seen) == {}
    assert told_by(copy, disk) == []
    for one in servers.values():
        said = one.said().encode()
        assert [mark for mark in MARKS if mark in said] == []
