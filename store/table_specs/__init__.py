"""The tables of each data folder: file, columns with their patterns, key."""
