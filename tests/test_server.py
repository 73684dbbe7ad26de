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

from benchmarks.driver import free_port, serve

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parent.parent


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


def test_everything_stands_below_a_base_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind a proxy's path the page, its style and the built files answer below that path."""
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "atlas")
    port = free_port()
    bundle = max((ROOT / "static" / "built").iterdir(), key=os.path.getmtime).name
    with serve(
        ["-m", "views.server", "--port", str(port)], port, health="/atlas/_stcore/health"
    ) as server:
        assert f"http://localhost:{port}/atlas" in server.said()
        for address in ("", f"app/static/built/{bundle}/atlas.json", "_stcore/host-config"):
            ours = f"{server.url}/atlas/{address}"
            with urllib.request.urlopen(ours, timeout=20) as answer:  # noqa: S310  # our own address
                assert answer.status == 200
                assert answer.headers["content-security-policy"]
                if not address:
                    assert '<html lang="ko">' in answer.read().decode()


def test_the_first_readers_page_names_the_maps_frame_and_it_is_served() -> None:
    """Before any page was drawn, the map page links the frame's script, and the script answers."""
    port = free_port()
    with serve(["-m", "views.server", "--port", str(port)], port) as server:
        with urllib.request.urlopen(f"{server.url}/map", timeout=20) as answer:  # noqa: S310  # ours
            page = answer.read().decode()
        script = re.search(r'href="\./(component/streamlit_folium\.[^"]+\.js)"', page)
        assert script
        with urllib.request.urlopen(f"{server.url}/{script[1]}", timeout=20) as answer:  # noqa: S310  # ours
            assert len(answer.read()) > 10_000
        assert "ScriptRunContext" not in server.said()
