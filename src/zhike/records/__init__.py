"""What is kept, a folder a noun: models, changes, lookups, extract."""
