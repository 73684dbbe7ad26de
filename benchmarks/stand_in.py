"""A stand-in for the content networks of the ordinary way, so that they cost it nothing.

Leaflet is the real one; the icon fonts, Bootstrap and jQuery, of which a map of areas uses
nothing, are empty files. The ordinary way is thus measured faster than it is.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from benchmarks.driver import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAFLET = ROOT / "static" / "vendor" / "leaflet-1.9.4"


class _Files(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # the name http.server calls
        """Answer with Leaflet's file, or with an empty one."""
        name = self.path.rsplit("/", 1)[-1]
        body = (LEAFLET / name).read_bytes() if name in {"leaflet.js", "leaflet.css"} else b""
        self.send_response(HTTPStatus.OK)
        kind = "text/css" if name.endswith(".css") else "text/javascript"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@contextmanager
def content_network() -> Iterator[str]:
    """Run the stand-in until the block ends; yields its address."""
    server = ThreadingHTTPServer(("localhost", 0), _Files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
