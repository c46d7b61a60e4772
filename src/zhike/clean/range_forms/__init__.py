"""One file an odd form of ranges: ID, DOES, VERSION, CONFIDENCE, EXAMPLES, and plainly(text) or STEPS."""
