"""Prices offered."""
