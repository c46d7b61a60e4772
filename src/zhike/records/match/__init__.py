"""Customers that look alike: stored pairs, where the last comparison stood, learned weights."""
