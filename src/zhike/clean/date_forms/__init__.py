"""One file an odd form of dates: ID, DOES, VERSION, CONFIDENCE, EXAMPLES, plainly(text) or STEPS."""
