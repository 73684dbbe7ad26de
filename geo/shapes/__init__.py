"""Shapes: the country on any day, simplified, its neighbours and its tiles."""
