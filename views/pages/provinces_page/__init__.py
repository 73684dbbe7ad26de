"""What the provinces page is put together from."""
