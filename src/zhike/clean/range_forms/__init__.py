"""One file an odd form of ranges: its ID, what it DOES, EXAMPLES, and plainly."""
