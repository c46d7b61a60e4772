"""Journeys in a real browser; a package, so that what they start ends with its last test."""
