"""Counting rule: every place on both sides."""

from __future__ import annotations

from analysis.coverage.rules.rule import Rule, every_place

UNITS = Rule("units", above=every_place, below=every_place)
