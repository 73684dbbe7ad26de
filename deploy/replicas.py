"""Two replicas behind nginx on this machine: `python -m deploy.replicas`, or `make replicas`.

nginx runs with the installation's own file, `deploy/nginx/atlas.conf`; only its addresses are
replaced, and TLS is left out. Everything stops with this process.
"""

from __future__ import annotations

import argparse
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
CONF = ROOT / "deploy" / "nginx" / "atlas.conf"
PLACES = ("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/opt/homebrew/bin/nginx")
START_SECONDS = 180.0
HERE = "127.0.0.1"
MISSING = "No nginx was found: install the package `nginx-light`, and run the command again."

LEFT_OUT = re.compile(
    r"    server \{\n        listen 8080;.*?\n    \}\n|"
    r"        (?:ssl_|server_name)[^\n]*\n|"
    r"        add_header Strict-Transport-Security[^\n]*\n|"
    r"            add_header Strict-Transport-Security[^\n]*\n",
    re.DOTALL,
)
"""What TLS needs, and the way to it."""


def configuration(port: int, replicas: list[int], folder: Path) -> str:
    """Return the installation's configuration with the addresses of this machine.

    Parameters
    ----------
    port
        That nginx listens on.
    replicas
        Ports of the replicas.
    folder
        Where nginx may write.
    """
    text = LEFT_OUT.sub("", CONF.read_text(encoding="utf-8"))
    text = text.replace("listen 8443 ssl;", f"listen {HERE}:{port};")
    for number, its in enumerate(replicas, 1):
        text = text.replace(f"server replica{number}:8501", f"server {HERE}:{its}")
    text = text.replace("pid /run/nginx.pid;", f"pid {folder}/nginx.pid;\ndaemon off;")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    return text.replace("http {\n", f"http {{\n{paths}", 1)


def nginx() -> str:
    """Return the path of nginx.

    Raises
    ------
    FileNotFoundError
        If there is none; the message says what to do.
    """
    found = shutil.which("nginx") or next((one for one in PLACES if Path(one).exists()), None)
    if found is None:
        raise FileNotFoundError(MISSING)
    return found


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as found:
        found.bind((HERE, 0))
        port: int = found.getsockname()[1]
    return port


def wait_for(address: str, seconds: float, process: subprocess.Popen[bytes]) -> None:
    """Return once an address answers.

    Raises
    ------
    RuntimeError
        If the process ends first, or nothing answers in time.
    """
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{address}: ended with code {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  # our own address
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"{address}: no answer within {seconds:.0f} s")


@dataclass
class Site:
    """Two replicas and the proxy before them.

    Parameters
    ----------
    port
        Of the proxy.
    ports
        Of the replicas.
    proxy, replicas
        Their processes.
    """

    port: int
    ports: list[int]
    proxy: subprocess.Popen[bytes]
    replicas: list[subprocess.Popen[bytes]]

    @property
    def address(self) -> str:
        """Where readers go."""
        return f"http://{HERE}:{self.port}"

    def restart(self, number: int) -> None:
        """Stop a replica gently and start it again; return once it takes readers."""
        self.replicas[number].terminate()
        self.replicas[number].wait(30)
        self.replicas[number] = start_replica(self.ports[number])
        wait_for(f"http://{HERE}:{self.ports[number]}/readyz", START_SECONDS, self.replicas[number])


def start_replica(port: int) -> subprocess.Popen[bytes]:
    """Start one replica."""
    command = [sys.executable, "-m", "views.server", "--port", str(port)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603  # our own


@contextmanager
def replicas(port: int, count: int = 2) -> Iterator[Site]:
    """Run replicas and nginx until the block ends.

    Parameters
    ----------
    port
        That nginx listens on.
    count
        Of replicas.
    """
    program = nginx()
    ports = [free_port() for _ in range(count)]
    started: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryDirectory(prefix="atlas-nginx-") as name:
        folder = Path(name)
        conf = folder / "nginx.conf"
        conf.write_text(configuration(port, ports, folder), encoding="utf-8")
        try:
            for its in ports:
                started.append(start_replica(its))
                # One after the other: what the first makes the second finds.
                wait_for(f"http://{HERE}:{its}/readyz", START_SECONDS, started[-1])
            proxy = subprocess.Popen(  # noqa: S603  # found by name, with our own file
                [program, "-p", name, "-c", str(conf)], stdout=subprocess.DEVNULL
            )
            started.append(proxy)
            site = Site(port, ports, proxy, started[:-1])
            wait_for(f"{site.address}/healthz", START_SECONDS, proxy)
            try:
                yield site
            finally:
                started = [proxy, *site.replicas]
        finally:
            for process in started:
                process.terminate()
            for process in started:
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def main() -> None:
    """Run two replicas behind nginx until stopped."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=8600)
    options = parser.parse_args()

    def leave(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, leave)
    try:
        with replicas(options.port) as site:
            ports = ", ".join(map(str, site.ports))
            sys.stdout.write(f"{site.address}/ before replicas on {ports}; Ctrl-C stops all.\n")
            sys.stdout.flush()
            site.proxy.wait()
    except KeyboardInterrupt:
        sys.stdout.write("Stopped.\n")
    except (FileNotFoundError, RuntimeError) as fault:
        parser.error(str(fault))


if __name__ == "__main__":
    main()
