"""Check a release against the data, in three rooms with one arrow: read, facts, judge.

`documents` turns bytes into text. `read` says what a text claims and never sees a figure of the
data; `measures` holds one small object for each thing a figure can count; `facts` answers what the
data say; `judge` holds the two against each other. `model` has what they hand on.
"""
