"""The server: Streamlit behind compression, caching and security headers.

`python -m views.server` starts it. `streamlit run dashboard.py` shows the same pages without
what this adds.
"""

from __future__ import annotations

import argparse
import errno
import ipaddress
import os
import socket
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

import streamlit as st
import uvicorn
from streamlit import config

from views.server import status
from views.server.app import app, base_path
from views.server.middleware import request_log

if TYPE_CHECKING:
    from types import FrameType

DEFAULT_PORT = 8501
HERE = "127.0.0.1"
"""Only this machine reaches it; serving others is a decision."""

GRACE_SECONDS = 10
"""How long answers that are being sent may take once the server is asked to stop."""

SWITCH_SECONDS = 0.0005
"""How long a page being made may keep the interpreter from the thread that sends what is ready;
Python's own 5 ms are longer than most parts of a page take."""


def is_loopback(address: str) -> bool:
    """Return whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def open_browser(port: int) -> None:
    """Open the dashboard in the reader's browser, where there is a screen to open it on."""
    seen = sys.platform in {"darwin", "win32"} or os.environ.get("DISPLAY")
    if seen or os.environ.get("WAYLAND_DISPLAY"):
        threading.Timer(2.0, webbrowser.open, [f"http://localhost:{port}"]).start()


class Server(uvicorn.Server):
    """A server that says it is stopping before it stops: a proxy sends new readers elsewhere."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Take the signal to stop."""
        status.stop()
        super().handle_exit(sig, frame)


def serve(address: str, port: int) -> None:
    """Serve until stopped; then finish what is being answered, for some seconds at most.

    Nothing is lost with the process: what a reader sees is in the page's address.

    Streamlit's own runner hands its server a socket on which small answers wait for the reader's
    acknowledgement of the one before, 40 ms a script and a message
    (https://github.com/Kludex/uvicorn/issues/3149); a server that opens its port itself does not.
    """
    settings = uvicorn.Config(
        app,
        host=address,
        port=port,
        ssl_certfile=st.get_option("server.sslCertFile"),
        ssl_keyfile=st.get_option("server.sslKeyFile"),
        ws="websockets-sansio",
        ws_per_message_deflate=bool(st.get_option("server.enableWebsocketCompression")),
        log_level="warning",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    Server(settings).run()


def as_setting(text: str, kind: type) -> str | bool | int:
    """Return a variable's text as a setting of a kind."""
    if kind is bool:
        return text.strip().lower() in {"1", "true", "yes", "on"}
    return int(text) if kind is int else text


def settle(port: int) -> None:
    """Read the settings again with the port, and with what the environment says.

    Only Streamlit's own command reads variables such as STREAMLIT_SERVER_BASE_URL_PATH.
    """
    given = {
        key: [os.environ[option.env_var]]
        if option.multiple
        else as_setting(os.environ[option.env_var], option.type)
        for key, option in config.get_config_options().items()
        if option.env_var in os.environ
    }
    given |= {"server.port": port, "browser.serverPort": port}
    config.get_config_options(force_reparse=True, options_from_flags=given)


def free(address: str, port: int) -> bool:
    """Return whether nothing listens on a port of this machine yet.

    Raises
    ------
    OSError
        If this machine has no such address.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as asked:
        if os.name == "posix":  # a port left a moment ago counts as free, as it does to the server
            asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((address, port))
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                return False
            raise
    return True


def main() -> None:
    """Serve the dashboard until stopped."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument(
        "--address",
        help="address to serve on; 127.0.0.1 unless the settings name one, which only this "
        "machine reaches. 0.0.0.0, or :: with IPv6, serves every machine that reaches this one.",
    )
    parser.add_argument("--open", action="store_true", help="open it in the browser")
    options = parser.parse_args()
    settle(options.port)
    address = options.address or str(st.get_option("server.address") or "") or HERE
    try:
        available = free(address, options.port)
    except OSError as fault:
        parser.error(
            f"--address {address}: {fault.strerror or fault}; name an address of this machine."
        )
    try:
        request_log.begin()
    except ValueError as fault:
        parser.error(str(fault))
    if not available:
        parser.error(
            f"port {options.port} is in use: stop what listens there, or choose another with "
            "--port (make run PORT=8600)."
        )
    sys.setswitchinterval(SWITCH_SECONDS)
    if options.open:
        open_browser(options.port)
    sys.stdout.write(f"http://localhost:{options.port}/{base_path()}\n")
    if not is_loopback(address):
        sys.stdout.write(
            f"Serving on {address}: every machine that reaches this one can open the atlas.\n"
        )
    sys.stdout.flush()
    serve(address, options.port)


if __name__ == "__main__":
    main()
