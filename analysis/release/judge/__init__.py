"""Hold what was read against what the data say, and give every claim its verdict."""
