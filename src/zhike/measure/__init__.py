"""Metrics by dimension and period, and the rows behind each."""
