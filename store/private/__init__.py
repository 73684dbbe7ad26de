"""Private records of one installation: lines, attempts, links."""
