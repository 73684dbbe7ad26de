"""What the site measures of itself: reruns, their time by page, what was drawn from memory.

Counted in this process only, and told at `/metrics` where the installation asks for it. Nothing
in it is personal: no address, no session, no choice of a reader but the page.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from streamlit import runtime

if TYPE_CHECKING:
    from collections.abc import Iterator

REGISTRY = CollectorRegistry()
"""Of our own: what libraries count of themselves is not told."""

ProcessCollector(registry=REGISTRY)
RUNS = Histogram(
    "atlas_page_seconds",
    "Time to draw a page, by page.",
    ["page"],
    registry=REGISTRY,
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
)
FAILED = Counter("atlas_page_errors", "Pages that failed, by page.", ["page"], registry=REGISTRY)
PARTS = Counter(
    "atlas_parts", "Parts of pages, drawn from memory or made.", ["how"], registry=REGISTRY
)
SESSIONS = Gauge("atlas_sessions", "Open pages.", registry=REGISTRY)


@contextmanager
def page_run(page: str) -> Iterator[None]:
    """Measure the drawing of a page; a run that Streamlit ends early counts as drawn.

    Parameters
    ----------
    page
        Its address.
    """
    started = time.perf_counter()
    try:
        yield
    except Exception:
        FAILED.labels(page or "overview").inc()
        raise
    finally:
        RUNS.labels(page or "overview").observe(time.perf_counter() - started)


def told() -> bytes:
    """Return all measures in the text format of Prometheus."""
    found = runtime.get_instance()
    SESSIONS.set(found._session_mgr.num_active_sessions())  # noqa: SLF001  # it has no other name
    return generate_latest(REGISTRY)
