"""Filters and tags templates use."""
