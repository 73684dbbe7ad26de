"""Counting rule: every learning city over the municipalities, as the Ministry prints it."""

from __future__ import annotations

from analysis.coverage.rules.rule import Rule, every_place, municipalities

OFFICIAL = Rule("official", above=every_place, below=municipalities)
