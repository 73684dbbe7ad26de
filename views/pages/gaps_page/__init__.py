"""Parts of the gaps page."""
