"""Versions of the playbook; one of them is active."""
