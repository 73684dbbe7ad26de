"""Checks: the tables held against their rules, each other and the print."""
