"""The press pack."""
