"""The keys by which the like of a new customer are found among all that are kept."""
