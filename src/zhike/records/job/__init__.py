"""Errands with their progress and outcome."""
