"""One file an odd form of phones: its ID, what it DOES, EXAMPLES, and plainly."""
