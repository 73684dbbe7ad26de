"""Intake: what a release proposes, and its way into the journal."""
