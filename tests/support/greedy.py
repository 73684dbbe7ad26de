"""A reading that takes memory little by little without the system's own limit, for a test."""

from __future__ import annotations

import time


def grow(count: int) -> int:
    """Take so many bytes in small parts, as on a system that has no limit of its own."""
    import resource  # noqa: PLC0415  # only where the test runs

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    held = []
    for _ in range(count // 10_000_000):
        held.append(b"x" * 10_000_000)
        time.sleep(0.01)
    return len(held)
