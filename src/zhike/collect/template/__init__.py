"""Workbooks for people to fill in, and the same workbooks full."""
