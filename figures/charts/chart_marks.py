"""A watermark in an interactive chart, also in what its menu downloads."""

from __future__ import annotations

from typing import Any


def marked(spec: dict[str, Any], text: str) -> dict[str, Any]:
    """Return a Vega-Lite chart whose title carries a text; the chart as it is without one.

    Parameters
    ----------
    spec
        The chart at its top level: one view, layers, facets or views beside each other.
    text
        What to add; empty for nothing.
    """
    if not text:
        return spec
    title = spec.get("title")
    if not title:
        return {**spec, "title": {"text": text, "anchor": "start"}}
    own = title if isinstance(title, dict) else {"text": title}
    under = own.get("subtitle", [])
    lines = [under] if isinstance(under, str) else list(under)
    return {**spec, "title": {**own, "subtitle": [*lines, text]}}
