"""What the server knows of an address: whether its bytes ever change, and whose it is."""

from __future__ import annotations

import re

HASHED = re.compile(r"/(static/(js|css|media)|app/static/(built|vendor)|component/[^/]+/static)/")
"""Addresses that carry a hash or a version: their bytes never change."""

FRAME = "component/streamlit_folium.st_folium/"
"""Where Streamlit serves the map's frame, below its base path."""


def is_frame(path: str, base: str) -> bool:
    """Return whether an address is of the map's frame; `base` is the server's base path.

    Streamlit answers any address it does not know with its page, so the whole path counts: a
    link to `/x/component/y` must not open the page under the frame's policy.
    """
    return path.startswith(f"/{base.strip('/')}/{FRAME}" if base.strip("/") else f"/{FRAME}")
