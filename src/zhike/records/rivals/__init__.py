"""Competitors beside what our customers say of them."""
