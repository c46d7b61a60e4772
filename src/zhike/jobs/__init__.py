"""Errands that take a while: look up, run, change."""
