"""Re-designation: whose review is due when, by which rule, and how it ended."""
