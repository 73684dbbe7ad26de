"""Names of places in a draft: chains, roles, lists."""
