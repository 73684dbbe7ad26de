"""Strangers' files are read in a process of their own, with bounds on bytes, time and memory."""
