"""The invented company and the files to try."""
