"""The analysis tables: their columns, the Parquet snapshot and the runner that executes on an engine."""
