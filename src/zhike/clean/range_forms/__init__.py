"""One file an odd form of ranges: ID, DOES, VERSION, CONFIDENCE, EXAMPLES, plainly(text) or STEPS."""
