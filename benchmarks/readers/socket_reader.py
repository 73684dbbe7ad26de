"""A reader without a browser: speaks the protocol of the pages' socket, many at once.

It opens pages, changes what they show, and uploads files, as a browser's messages do; what it
measures is the server alone. `python -m benchmarks.readers.socket_reader URL` opens every page
once.
"""

from __future__ import annotations

import sys
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

if TYPE_CHECKING:
    from types import TracebackType

    from streamlit.proto.Element_pb2 import Element
    from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
    from streamlit.proto.WidgetStates_pb2 import WidgetState

LIMIT = 64 * 1024 * 1024
XSRF = "_streamlit_xsrf"
BOUNDARY = "atlas-reader"
CUT = 0
"""Instead of a status: the server had said no and hung up before the whole file was sent."""


class SocketReader:
    """One reader: an open page, what it shows, and what its widgets are set to.

    Parameters
    ----------
    url
        The server's address.
    cookies
        Sent along, as from a browser that has them.
    session
        The number of a session to come back to; empty for a new one.
    origin
        The page that opens the socket; by default the server's own.
    """

    def __init__(
        self,
        url: str,
        cookies: dict[str, str] | None = None,
        session: str = "",
        origin: str | None = None,
    ) -> None:
        self.url = url
        self.cookies = {XSRF: self._xsrf(), **(cookies or {})}
        self.session = session
        self.elements: dict[tuple[int, ...], Element] = {}
        self._states: dict[str, WidgetState] = {}
        self._kept: dict[str, ForwardMsg] = {}
        self._query = self._page = ""
        self.heard: list[bytes] = []
        self._wire = connect(
            url.replace("http", "ws", 1) + "/_stcore/stream",
            origin=origin or url,  # type: ignore[arg-type]  # a plain text is an origin
            subprotocols=[one for one in ("streamlit", self.cookies[XSRF], session) if one],  # type: ignore[misc]  # the same
            additional_headers={"Cookie": self._cookie_header()},
            max_size=LIMIT,
            open_timeout=60,
            legacy=True,  # a connection that lives as long as the reader
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the page."""
        self.close()

    def close(self) -> None:
        """Close the page."""
        self._wire.close()

    def _xsrf(self) -> str:
        with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=60) as answer:  # noqa: S310  # our own
            for cookie in answer.headers.get_all("set-cookie", []):
                if cookie.startswith(f"{XSRF}="):
                    return str(cookie.split(";")[0].partition("=")[2])
        return ""

    def _cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def open(self, page: str = "", timeout: float = 120, **params: str) -> float:
        """Open a page at an address; return the seconds until it was drawn."""
        self._page, self._query = page, urlencode({"lang": "en", **params})
        self.elements.clear()
        self.heard.clear()
        self._states.clear()
        return self.run(timeout)

    def run(self, timeout: float = 120) -> float:
        """Ask for the page as it is set now; return the seconds until it was drawn."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name = self._query, self._page
        state.widget_states.widgets.extend(self._states.values())
        start = time.perf_counter()
        self._wire.send(message.SerializeToString())
        self.until_drawn(start + timeout)
        return time.perf_counter() - start

    def until_drawn(self, end: float) -> None:
        """Take messages until a run has ended.

        Raises
        ------
        TimeoutError
            If it does not by then.
        """
        while True:
            message = self._message(end)
            if message.WhichOneof("type") == "script_finished":
                return

    def _message(self, end: float) -> ForwardMsg:
        content = self._wire.recv(timeout=max(0.01, end - time.perf_counter()))
        content = content if isinstance(content, bytes) else content.encode()
        self.heard.append(content)
        message = ForwardMsg()
        message.ParseFromString(content)
        kind = message.WhichOneof("type")
        if kind == "ref_hash":
            message = self._kept.get(message.ref_hash, message)
            kind = message.WhichOneof("type")
        elif message.metadata.cacheable:
            self._kept[message.hash] = message
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.elements[tuple(message.metadata.delta_path)] = message.delta.new_element
        return message

    def text(self) -> str:
        """Return all that the page holds, as its messages carry it."""
        return "\n".join(str(element) for element in self.elements.values())

    def widget(self, kind: str, holding: str = "") -> Element:
        """Return the first element of a kind whose message holds a text.

        Raises
        ------
        LookupError
            If the page has none.
        """
        for element in self.elements.values():
            if element.WhichOneof("type") == kind and holding in str(element):
                return element
        raise LookupError(f"no {kind} with {holding!r}")

    def set_widget(self, number: str, **value: object) -> None:
        """Set a widget, as a reader's hand would; `run` then sends it."""
        state = BackMsg().rerun_script.widget_states.widgets.add()
        state.id = number
        for name, content in value.items():
            setattr(state, name, content)
        self._states[number] = state

    def upload(self, name: str, content: bytes, timeout: float = 120) -> float:
        """Give a file to the page's first uploader; return the seconds until it was drawn."""
        number = self.widget("file_uploader").file_uploader.id
        message = BackMsg()
        message.file_urls_request.request_id = "1"
        message.file_urls_request.file_names.append(name)
        message.file_urls_request.session_id = self.session
        end = time.perf_counter() + timeout
        self._wire.send(message.SerializeToString())
        while True:
            answer = self._message(end)
            if answer.WhichOneof("type") == "file_urls_response":
                break
        urls = answer.file_urls_response.file_urls[0]
        self.put(urls.upload_url, name, content)
        state = BackMsg().rerun_script.widget_states.widgets.add()
        state.id = number
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = name, len(content), urls.file_id
        info.file_urls.CopyFrom(urls)
        self._states[number] = state
        return self.run(timeout)

    def operate(self, message: BackMsg, timeout: float = 120) -> BackendOperationResponse:
        """Ask for what a button does without drawing the page; return the answer."""
        end = time.perf_counter() + timeout
        self._wire.send(message.SerializeToString())
        while True:
            answer = self._message(end)
            if answer.WhichOneof("type") == "backend_operation_response":
                return answer.backend_operation_response

    def put(self, address: str, name: str, content: bytes) -> int:
        """Send a file to an address as the page does; return the status."""
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        request = urllib.request.Request(  # noqa: S310  # our own address
            f"{self.url}{address}",
            data=head + content + f"\r\n--{BOUNDARY}--\r\n".encode(),
            method="PUT",
            headers={
                "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
                "Cookie": self._cookie_header(),
                "X-Xsrftoken": self.cookies[XSRF],
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:  # noqa: S310  # the same
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except urllib.error.URLError:  # refused, and the line cut, before all of it was sent
            return CUT


def main(url: str) -> int:
    """Open every page once and print how long the server took."""
    from views.parts.page_list import PAGES  # noqa: PLC0415  # only when it is run by itself

    with SocketReader(url) as reader:
        for page in PAGES.values():
            print(f"{page.key:12} {reader.open(page.address):.2f} s")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except (WebSocketException, OSError) as error:
        sys.exit(str(error))
