"""One file an odd form of phones: ID, DOES, VERSION, CONFIDENCE, EXAMPLES, and plainly(text) or STEPS."""
