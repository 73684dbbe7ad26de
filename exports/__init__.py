"""Documents and files made from figures and numbers."""
