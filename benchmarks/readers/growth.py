"""Fifty readers for an hour, `make soak`: whether the server grows.

Ends with 1 when the server's memory after the last ten minutes lies more than a tenth above that
after the first ten.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from statistics import median

from benchmarks.driver import serve_atlas
from benchmarks.readers.load import PAGES, Reading, Site, crowd, memory, state, told

READERS, THINK = 50, 5.0
STRETCH = 600.0
"""Seconds after which readers leave and others come."""

GROWTH = 1.1


def main() -> None:
    """Let readers come and go, and tell the server's memory after each stretch."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    options = parser.parse_args()
    end, kept = time.monotonic() + options.minutes * 60, []
    with serve_atlas() as started:
        server = Site.of(started)
        while time.monotonic() < end:
            seconds = min(STRETCH, options.minutes * 30, max(end - time.monotonic(), 1.0))
            how = Reading(PAGES, state, THINK, seconds)
            found = asyncio.run(crowd(server, READERS, how))
            told(READERS, THINK, found)
            kept.append(median(found.memory[-12:]))
            print(f"  {memory(server):.0f} MB after they left", flush=True)
    grown = kept[-1] / kept[0]
    print(f"memory: {kept[0]:.0f} MB after the first stretch, {kept[-1]:.0f} after the last")
    sys.exit(0 if grown <= GROWTH else 1)


if __name__ == "__main__":
    main()
