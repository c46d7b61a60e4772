"""Other numbers a customer is known by: those of rows people said were that customer."""
