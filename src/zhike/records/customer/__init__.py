"""Customers: organisations or persons."""
