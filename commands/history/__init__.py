"""`atlas.py trend`, `status`, `compare`, `place`: what was true, and what was said, on any day."""

from commands.history.compare import compare
from commands.history.place import place
from commands.history.status import status
from commands.history.trend import trend

__all__ = ["compare", "place", "status", "trend"]
