"""What people call places: spellings, scripts and codes, and the place that a text means."""
