"""Days, years, times and durations that a draft names, and what time a figure is of."""
