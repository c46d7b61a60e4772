"""The one global counter that every write of an input raises."""
