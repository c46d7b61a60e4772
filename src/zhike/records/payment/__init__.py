"""Money that came in, or is due."""
