"""What commands share: options and ways to print."""
