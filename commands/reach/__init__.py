"""How far people are, and to which place points belong."""
