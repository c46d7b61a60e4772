"""Complaints, questions and repairs."""
