"""Reasons to take a customer for no customer (S0-14), one file each; a person decides."""
