"""One file an odd form of amounts: ID, CONFIDENCE, EXAMPLES and plainly(text)."""
