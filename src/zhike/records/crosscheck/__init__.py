"""What the sources of a value say: whether they agree, and where they don't (S1-27)."""
