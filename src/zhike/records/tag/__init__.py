"""Short labels on customers, set by hand or by rule."""
