"""One file an odd form of dates: its ID, what it DOES, EXAMPLES, and plainly."""
