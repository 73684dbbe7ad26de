"""Fixtures of the pages' tests."""

from __future__ import annotations

from editors_at_work import adopted, enter, office, proposed

__all__ = ["adopted", "enter", "office", "proposed"]
