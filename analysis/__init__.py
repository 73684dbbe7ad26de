"""Numbers: plain frames in, plain frames out."""
