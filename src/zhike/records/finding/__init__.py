"""What the book says by itself: findings of a run, kept for each scope."""
