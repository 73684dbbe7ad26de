"""Check a release against the data: read it, find what it claims, compare, and say what is behind.

`documents` turns bytes into text, `tokens` finds numbers and dates, `naming` finds places,
`grammar` says what a number is about, `reading` puts these together, `facts` holds what the data
say, and `check` gives each claim its verdict.
"""
