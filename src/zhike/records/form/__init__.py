"""Public forms: what they ask, where they stand, and the links that lead to them."""
