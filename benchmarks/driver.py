"""A server in a process of its own, and a Chromium that can reach nothing but this machine.

The browser tests and the benchmark use the same two, so that what is measured is what is tested.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")

MISSING = (
    "No Chromium was found: run `make browser`, or install Chromium and put its path into the "
    "environment variable CHROMIUM."
)

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
)

CLOSED = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"
"""No name but localhost resolves, and an address in figures is a name to this rule too."""

START_SECONDS = 90
"""A first start may build the bundle."""


class ServerDiedError(RuntimeError):
    """The server ended or never answered; the message holds what it printed."""


class Server:
    """A running server.

    Parameters
    ----------
    process
        The server's own process.
    port
        It listens on.
    log
        The file that takes all it prints.
    """

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.url = f"http://localhost:{port}"
        self.log = log

    def said(self) -> str:
        """Return what the server has printed so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait(self, seconds: float, health: str) -> None:
        """Return once the server answers at the address of its health.

        Raises
        ------
        ServerDiedError
            If it ends first, or says nothing in time.
        """
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise ServerDiedError(
                    f"The server ended with code {self.process.returncode} before it answered. "
                    f"It printed:\n{self.said()}"
                )
            try:
                with urllib.request.urlopen(f"{self.url}{health}", timeout=2):  # noqa: S310  # our own address
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.05)
        raise ServerDiedError(
            f"The server did not answer within {seconds:.0f} s. It printed:\n{self.said()}"
        )


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@contextmanager
def serve(
    command: list[str], port: int, *, cwd: Path = ROOT, health: str = "/_stcore/health"
) -> Iterator[Server]:
    """Run a server until the block ends.

    Parameters
    ----------
    command
        Arguments to this Python.
    port
        The port that the command makes it listen on.
    cwd
        Folder it runs in.
    health
        Where it says that it is well, below its address.
    """
    with tempfile.TemporaryDirectory(prefix="atlas-server-") as folder:
        log = Path(folder) / "log.txt"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, *command], cwd=cwd, stdout=out, stderr=subprocess.STDOUT
            )
        try:
            server = Server(process, port, log)
            server.wait(START_SECONDS, health)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def serve_atlas(*, cwd: Path = ROOT) -> Iterator[Server]:
    """Run the atlas's own server until the block ends."""
    port = free_port()
    with serve(["-m", "views.server", "--port", str(port)], port, cwd=cwd) as server:
        yield server


@contextmanager
def serve_app(script: Path, *options: str) -> Iterator[Server]:
    """Run a plain Streamlit script, as `streamlit run` does, until the block ends.

    The script's own folder is the working folder, so the atlas's settings do not apply to it.
    """
    port = free_port()
    settings = ["--server.headless=true", f"--server.port={port}", *options]
    # Without these two a closed network slows the start; they change nothing in the page.
    settings += ["--browser.gatherUsageStats=false", "--browser.serverAddress=localhost"]
    command = ["-m", "streamlit", "run", str(script), *settings]
    with serve(command, port, cwd=script.parent) as server:
        yield server


def chromium() -> str:
    """Return the path of a Chromium: CHROMIUM in the environment, else where one is installed.

    Raises
    ------
    FileNotFoundError
        If there is none; the message says what to do.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if Path(named).exists():
            return named
        raise FileNotFoundError(f"CHROMIUM names {named}, which does not exist. {MISSING}")
    found = shutil.which("chromium") or next((p for p in PLACES if Path(p).exists()), None)
    if not found:
        raise FileNotFoundError(MISSING)
    return found


@contextmanager
def closed_browser() -> Iterator[Browser]:
    """Open a Chromium with a fresh profile for which no other machine exists."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, CLOSED])
        try:
            yield browser
        finally:
            browser.close()
