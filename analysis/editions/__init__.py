"""Editions: who approved what, what is public when, and signed previews."""
