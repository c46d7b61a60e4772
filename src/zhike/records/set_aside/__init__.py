"""Customers put aside as invalid (S0-14): out of every list and figure, kept with the reason."""
