"""Read a draft out of a file: bytes in, plain text out, within bounds."""
