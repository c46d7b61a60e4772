"""Who brings customers, what came of them, and whom to thank."""
