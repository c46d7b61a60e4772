"""Conclusions turned into dated tasks for a person."""
