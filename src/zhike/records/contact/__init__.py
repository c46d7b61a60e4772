"""Persons at a customer."""
