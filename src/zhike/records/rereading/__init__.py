"""Kept cells read again: what came in, who still holds it, and what is told of it."""
