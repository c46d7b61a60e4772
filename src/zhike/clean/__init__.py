"""Standard forms, problems, completeness and the identity of a row."""
