"""One file an odd form of phones: ID, CONFIDENCE, EXAMPLES and plainly(text)."""
