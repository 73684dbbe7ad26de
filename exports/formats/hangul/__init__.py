"""Documents of Hangul in its open format: HWPX (OWPML, KS X 6101)."""
