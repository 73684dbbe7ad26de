"""Say what a text claims, by its words alone: no figure of the data is known in here."""
