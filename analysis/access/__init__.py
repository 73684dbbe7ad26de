"""How far people are from a place to learn."""
