"""Contracts and their renewals."""
