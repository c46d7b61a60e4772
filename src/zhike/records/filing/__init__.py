"""Attaching files to records: what is kept, where it lies, who sees it."""
