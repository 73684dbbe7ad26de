"""The atlas in a notebook: one object that answers, offline."""
