"""One file an odd form of dates: ID, DOES, VERSION, CONFIDENCE, EXAMPLES, and plainly(text) or STEPS."""
