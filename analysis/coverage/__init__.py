"""Coverage: the ledger of designations, counts under a rule, and how they change."""
