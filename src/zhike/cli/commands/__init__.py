"""One file a command; found by listing this folder."""
