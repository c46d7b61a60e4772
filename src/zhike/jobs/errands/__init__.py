"""Errands, one file each: look up, run, change."""
