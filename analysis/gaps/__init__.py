"""Gaps: who is left out, whether they cluster, how unequal that is, what would change it."""
