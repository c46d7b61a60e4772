"""One file an odd form of amounts: its ID, what it DOES, EXAMPLES, and plainly."""
