"""What many tests share: the atlas as it is delivered, read once."""

from __future__ import annotations

import pytest

from analysis.atlas import Atlas


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Return the atlas of the project's own data."""
    return Atlas.load()
