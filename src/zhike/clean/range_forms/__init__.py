"""One file an odd form of ranges: ID, CONFIDENCE, EXAMPLES and plainly(text)."""
