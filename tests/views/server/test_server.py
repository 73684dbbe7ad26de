"""Starting the server: its port and its base path."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.driver import free_port, serve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.driver import Server

ROOT = Path(__file__).resolve().parents[3]


def test_a_busy_port_is_told_in_a_sentence() -> None:
    """A second start on one port ends with code 2, names the port and says what to do."""
    with socket.socket() as taken:
        taken.bind(("", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        run = subprocess.run(
            [sys.executable, "-m", "views.server", "--port", port],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert run.returncode == 2
    assert f"port {port} is in use" in run.stderr
    assert "--port" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.fixture(scope="module")
def behind() -> Iterator[Server]:
    """Serve the atlas as behind a proxy that gives it a path; nobody has opened a page yet."""
    port = free_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "atlas")
        command = ["-m", "views.server", "--port", str(port)]
        with serve(command, port, health="/atlas/_stcore/health") as server:
            yield server


def fetch(server: Server, address: str) -> tuple[bytes, str]:
    """Return what the server answers below its path, and the policy that comes with it."""
    url = f"{server.url}/atlas/{address}"
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310  # our own address
        assert answer.status == 200
        return answer.read(), answer.headers["content-security-policy"]


def test_everything_stands_below_a_base_path(behind: Server) -> None:
    """Behind a proxy's path the page, its style and the built files answer below that path."""
    newest = max((ROOT / "static" / "built").glob("*/atlas.json"), key=os.path.getmtime)
    bundle = newest.parent.name
    assert f"{behind.url}/atlas" in behind.said()
    for address in ("", f"app/static/built/{bundle}/atlas.json", "_stcore/host-config"):
        body, policy = fetch(behind, address)
        assert policy
        assert address or '<html lang="ko">' in body.decode()


def test_the_first_readers_page_names_the_maps_frame_and_it_is_served(behind: Server) -> None:
    """Before any page was drawn, the map page links the frame's script, and the script answers."""
    page = fetch(behind, "map")[0].decode()
    script = re.search(r'href="\./(component/streamlit_folium\.[^"]+\.js)"', page)
    assert script
    assert len(fetch(behind, script[1])[0]) > 10_000
    assert "ScriptRunContext" not in behind.said()
