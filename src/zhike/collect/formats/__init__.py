"""One file a format that can be read: SUFFIXES and read(path)."""
