"""The register of places: who exists when, under which name, and whom a text means."""
