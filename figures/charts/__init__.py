"""Charts of the pages; each with a text alternative."""
