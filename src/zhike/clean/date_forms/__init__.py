"""One file an odd form of dates: ID, CONFIDENCE, EXAMPLES and plainly(text)."""
