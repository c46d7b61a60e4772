"""One file an odd form of amounts: ID, DOES, VERSION, CONFIDENCE, EXAMPLES, plainly(text) or STEPS."""
