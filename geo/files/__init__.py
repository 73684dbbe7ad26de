"""Boundary files: read, matched to the register, repaired."""
