"""What a public form asks, which fields it may ask for, and what its answers say together."""
