"""The HTTP API, a file a family of addresses: the same errands and lookups as the pages."""
