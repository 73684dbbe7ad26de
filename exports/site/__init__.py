"""The public view as files that need no server."""
