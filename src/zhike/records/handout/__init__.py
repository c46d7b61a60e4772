"""Rows of the book as tables hand them out."""
