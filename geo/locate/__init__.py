"""Points by the hundred million, each to the place it lies in."""
