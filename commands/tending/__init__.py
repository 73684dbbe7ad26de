"""What tends an installation."""
