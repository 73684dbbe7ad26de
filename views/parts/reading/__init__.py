"""What a reader reads: tables as text, and what is wrong with an input."""
