"""One file an odd form of amounts: ID, DOES, VERSION, CONFIDENCE, EXAMPLES, and plainly(text) or STEPS."""
