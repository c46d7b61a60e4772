"""People who log in, their teams and their roles."""
