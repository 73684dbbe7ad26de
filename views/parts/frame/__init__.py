"""What stands around every page: masthead, what is chosen, title with its answer, footer."""
