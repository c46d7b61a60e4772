"""One file an odd form of phones: ID, DOES, VERSION, CONFIDENCE, EXAMPLES, plainly(text) or STEPS."""
