"""Parts of the trends page."""
