"""Counting rule: only municipalities, above and below the line."""

from __future__ import annotations

from analysis.coverage.rules.rule import Rule, municipalities

STRICT = Rule("strict", above=municipalities, below=municipalities)
