"""The atlas where POSIX is not: on a Windows, in a folder with a Korean name, on a closed disk.

The modules that only POSIX has are made unimportable in processes of their own. What Windows does
otherwise (drives, paths with backslashes, files that are locked while open) is not shown here.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest
from future_edition import DAY, EDITION, HOUR, NEW, release
from helpers import ROOT
from known_figures import HEADLINES
from other_system import KNOW_WINDOWS, POSIX_ONLY
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

import atlas as program
from analysis.coverage.counting import DEFAULT_EDITION
from benchmarks.driver import free_port, serve

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.driver import Server

pytestmark = pytest.mark.timeout(400)
"""All commands one after the other, on a busy machine."""

SCRIPT = ROOT / "tests" / "support" / "other_system.py"
PROJECT = ("store", "geo", "analysis", "figures", "exports", "views", "commands", "locale")
KEPT = ("data", "static", "build", ".streamlit")
FILES = ("atlas.py", "dashboard.py", "pyproject.toml")

INGEST = ("--date", DAY, "--online-at", HOUR.isoformat(timespec="minutes")[:16])


CODES = {"check-release": 0, "rehearse": 2}
"""What prints nothing, or ends otherwise than well: a report that goes into a file, and the
rehearsal of an edition that was taken back again."""


def _link(source: str, target: str) -> None:
    """Put a file at a second place without copying it, where the disk can."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """Return the project in a folder whose name has spaces and Korean letters."""
    folder = tmp_path_factory.mktemp("다른 컴퓨터") / "평생학습도시 아틀라스 (사본)"
    folder.mkdir()
    for name in (*PROJECT, *KEPT):
        shutil.copytree(
            ROOT / name,
            folder / name,
            copy_function=_link,
            ignore=shutil.ignore_patterns("__pycache__", "secrets.toml"),
        )
    for name in FILES:
        _link(str(ROOT / name), str(folder / name))
    return folder


@pytest.fixture(scope="module")
def orders(home) -> dict[str, list[list[str]]]:
    """Return each command's line or lines, in an order in which they can follow one another."""
    draft = home / "보도 자료 초안.txt"
    draft.write_text(release(), encoding="utf-8")
    records = home / "기록 사본"
    shutil.copytree(home / "data", records)
    take_in = ["ingest", str(draft), *INGEST, "--data", str(records)]
    shapes = next((home / "data" / "boundaries").rglob("*.shp"))
    out = home / "나온 것"
    points = home / "점 목록.csv"
    points.write_text("lon,lat\n126.978,37.566\n", encoding="utf-8")
    report = ["--format", "html", "--output", str(out / "점검 결과.html")]
    return {
        "coverage": [["coverage"], ["coverage", "--format", "csv"]],
        "build": [["build"]],
        "statistics": [["statistics"]],
        "check": [["check"]],
        "resolve": [["resolve", "경남 고성군"]],
        "boundaries": [["boundaries", str(shapes)]],
        "programmes": [["programmes", "--edition", DEFAULT_EDITION]],
        "check-release": [["check-release", str(draft), *report]],
        "ingest": [[*take_in, "--approve", who] for who in ("김 주무관", "Lee")],
        "audit": [["audit", "--data", str(records)]],
        "undo": [["undo", EDITION, "--by", "Park", "--data", str(records)]],
        "rehearse": [["rehearse", "--edition", EDITION]],
        "picture": [["picture", "headline", "-o", str(out / "한 장 그림.png")]],
        "pack": [["pack", "-o", str(out / "꾸러미.zip")]],
        "site": [["site", "--single-file", "-o", str(out / "한 파일.html")]],
        "trend": [["trend"]],
        "status": [["status", "--date", "2021-12-31"]],
        "compare": [["compare", "2022", "2023"]],
        "place": [["place", "김천시"]],
        "calendar": [["calendar", "--year", "2027"]],
        "gaps": [["gaps", "--format", "csv"]],
        "clusters": [["clusters"]],
        "inequality": [["inequality"]],
        "access": [["access"]],
        "whatif": [["whatif", *NEW[:2]]],
        "next": [["next", "--k", "5", "--goal", "people"]],
        "release": [["release", "-o", str(out / "보도자료 초안.hwpx")]],
        "locate": [["locate", str(points), "-o", str(out / "점과 곳.csv")]],
        "completion": [["completion", "bash"]],
    }


def obey(home: Path, lines: list[list[str]], closed: Path | None = None) -> list[list]:
    """Run command lines in one process of the other system: code, output, errors of each."""
    given = home.parent / "orders.json"
    given.write_text(
        json.dumps({"orders": lines, "closed": closed and str(closed)}), encoding="utf-8"
    )
    surroundings = {name: value for name, value in os.environ.items() if "PYTHON" not in name}
    done = subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", str(SCRIPT), str(given)],
        cwd=home,
        env=surroundings | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    careless = [line for line in done.stderr.splitlines() if f"{home}{os.sep}" in line]
    assert not [line for line in careless if "EncodingWarning" in line]
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def answers(home, orders) -> dict[str, list[list]]:
    """Return what each command said on the other system."""
    said = iter(obey(home, [line for lines in orders.values() for line in lines]))
    return {name: [next(said) for _ in lines] for name, lines in orders.items()}


@pytest.mark.parametrize("name", program.COMMANDS)
def test_every_command_runs(answers, name):
    """Each command does its work without what only POSIX has, and prints UTF-8 with line feeds."""
    assert name in answers, "give the new command a line in `orders`"
    for code, out, err in answers[name]:
        assert (code, "Traceback" in err) == (CODES.get(name, 0), False), err
        assert "\r" not in out
        assert out.strip() or name in CODES


def test_files_with_korean_names_are_written(answers, home):
    """Picture, pack, site and report lie under the names that were asked for, and nothing else."""
    assert answers
    names = {path.name for path in (home / "나온 것").iterdir()}
    wanted = {
        "한 장 그림.png",
        "한 장 그림.png.txt",
        "꾸러미.zip",
        "한 파일.html",
        "점검 결과.html",
        "점과 곳.csv",
        "보도자료 초안.hwpx",
    }
    assert names == wanted


def test_a_closed_disk_is_one_sentence(home, orders, answers):
    """Where nothing can be written, reading goes on and each writing ends with code 2.

    The sentence names the place and says what to do; nothing is half-written.
    """
    assert answers  # the orders below come after those
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()}
    reading = [orders["coverage"][0], orders["trend"][0], orders["gaps"][0], ["build"]]
    writing = [orders[name][0] for name in ("ingest", "picture", "pack", "check-release")]
    writing += [["build", "--force"], ["site", "-o", str(home / "새 폴더" / "사이트")]]
    said = obey(home, reading + writing, closed=home)
    for code, out, err in said[: len(reading)]:
        assert (code, err) == (0, "")
        assert out
    for (code, _, err), line in zip(said[len(reading) :], writing, strict=True):
        assert code == 2, (line, err)
        fault = err[err.index("error: ") :]
        assert fault.count("\n") == 1, (line, fault)
        assert "found Read-only file system; expected" in fault
        assert str(home) in fault
    after = {path: path.stat().st_mtime_ns for path in home.rglob("*") if path.is_file()}
    assert after == before


@pytest.fixture(scope="module")
def server(home) -> Iterator[Server]:
    """Serve the project from the Korean folder, with the POSIX modules unimportable."""
    site = home.parent / "site"
    site.mkdir()
    hidden = "".join(f"import {name}\n" for name in KNOW_WINDOWS)
    hidden += f"import sys\nfor name in {POSIX_ONLY!r}:\n    sys.modules[name] = None\n"
    (site / "sitecustomize.py").write_text(hidden, encoding="utf-8")
    port = free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(site))
        with serve(["-m", "views.server", "--port", str(port)], port, cwd=home) as running:
            yield running


def test_the_server_starts_and_draws_a_page(server):
    """The page answers, and over its socket comes the overview with the headline's figure."""
    with urllib.request.urlopen(f"{server.url}/?lang=ko", timeout=20) as answer:  # noqa: S310  # our own address
        assert '<html lang="ko">' in answer.read().decode()
    asked = BackMsg()
    asked.rerun_script.query_string = f"lang=ko&edition={DEFAULT_EDITION}"
    drawn = []
    address = f"{server.url.replace('http', 'ws', 1)}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], origin=server.url, max_size=None) as socket:
        socket.send(asked.SerializeToString())
        while not drawn or drawn[-1].WhichOneof("type") != "script_finished":
            drawn.append(ForwardMsg.FromString(socket.recv(timeout=60)))
    text = "\n".join(str(one.delta) for one in drawn if one.WhichOneof("type") == "delta")
    designated, of, _ = HEADLINES[DEFAULT_EDITION, "official"]
    assert f"{designated} / {of}" in text
    assert "exception {" not in text
    assert "Traceback" not in server.said()
