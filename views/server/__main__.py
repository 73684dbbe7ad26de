"""The server: Streamlit behind compression, caching and security headers.

`python -m views.server` starts it. `streamlit run dashboard.py` shows the same pages without
what this adds.
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
import threading
import webbrowser

import streamlit as st
import uvicorn
from streamlit import config

from views.server.app import app, base_path

DEFAULT_PORT = 8501

SWITCH_SECONDS = 0.0005
"""How long a page being made may keep the interpreter from the thread that sends what is ready;
Python's own 5 ms are longer than most parts of a page take."""


def open_browser(port: int) -> None:
    """Open the dashboard in the reader's browser, where there is a screen to open it on."""
    seen = sys.platform in {"darwin", "win32"} or os.environ.get("DISPLAY")
    if seen or os.environ.get("WAYLAND_DISPLAY"):
        threading.Timer(2.0, webbrowser.open, [f"http://localhost:{port}"]).start()


def serve(port: int) -> None:
    """Serve until stopped, on every address of this machine unless the settings name one.

    Streamlit's own runner hands its server a socket on which small answers wait for the reader's
    acknowledgement of the one before, 40 ms a script and a message
    (https://github.com/Kludex/uvicorn/issues/3149); a server that opens its port itself does not.
    """
    uvicorn.run(
        app,
        host=st.get_option("server.address") or "",
        port=port,
        ssl_certfile=st.get_option("server.sslCertFile"),
        ssl_keyfile=st.get_option("server.sslKeyFile"),
        ws="websockets-sansio",
        ws_per_message_deflate=bool(st.get_option("server.enableWebsocketCompression")),
        log_level="warning",
    )


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


def free(port: int) -> bool:
    """Return whether nothing listens on a port of this machine yet."""
    with socket.socket() as asked:
        if os.name == "posix":  # a port left a moment ago counts as free, as it does to the server
            asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind(("", port))
        except OSError:
            return False
    return True


def main() -> None:
    """Serve the dashboard until stopped."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--open", action="store_true", help="open it in the browser")
    options = parser.parse_args()
    if not free(options.port):
        parser.error(
            f"port {options.port} is in use: stop what listens there, or choose another with "
            "--port (make run PORT=8600)."
        )
    sys.setswitchinterval(SWITCH_SECONDS)
    settle(options.port)
    if options.open:
        open_browser(options.port)
    sys.stdout.write(f"http://localhost:{options.port}/{base_path()}\n")
    sys.stdout.flush()
    serve(options.port)


if __name__ == "__main__":
    main()
