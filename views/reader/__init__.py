"""Who the reader is, what is chosen, and what that reader may see."""
