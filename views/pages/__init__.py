"""Screens: one file a page, a folder where a page has parts."""
