"""Fixtures of the pages' tests."""

from __future__ import annotations

import pytest
from editors_at_work import adopted, enter, office, proposed

__all__ = ["adopted", "checked_charts", "enter", "office", "proposed"]


@pytest.fixture
def checked_charts(monkeypatch):
    """Hold every chart of a page against Vega-Lite's schema; served, they are sent as they are."""
    from views.parts import pictures  # noqa: PLC0415  # few tests need it

    monkeypatch.setattr(pictures.Unchecked, "to_dict", lambda chart: chart.whole.to_dict())
