"""Customers kept twice made one, and made two again."""
