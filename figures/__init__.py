"""Ink: maps, charts, palette, words and number formats."""
