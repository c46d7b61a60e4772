"""What the book says by itself, a file an analysis, found by listing this folder."""
