"""Key values to be looked at again: which, since when, and what they are now (S1-25)."""
