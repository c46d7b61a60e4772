"""Empty cells given to people to fill in, until a day."""
