"""The analysis tables: their columns, the Parquet snapshot, the runner on an engine."""
