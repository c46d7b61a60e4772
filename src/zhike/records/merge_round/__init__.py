"""Merging many groups by one rule: looked at by sample, merged as one, undone as one."""
