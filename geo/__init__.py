"""Places: boundaries, register, names, joins; knows files and coordinate systems."""
