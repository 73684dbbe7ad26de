"""Programmes: who is funded under what, how much, and how certain that is."""
