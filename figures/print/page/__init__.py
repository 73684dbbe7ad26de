"""A page to draw on: its size, frame, letters, and its bytes."""
