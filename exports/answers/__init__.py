"""Answers as files: reports, calendars, tables."""
