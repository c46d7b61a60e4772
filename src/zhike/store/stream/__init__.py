"""Rows that arrive too fast for the book: append-only Parquet by day with a ledger beside it."""
