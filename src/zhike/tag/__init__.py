"""Short labels by readable rules, with their evidence."""
