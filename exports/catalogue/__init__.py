"""What describes a collection of files to machines, and says how to cite it."""
