"""What a request passes on its way to a page, one file each."""
