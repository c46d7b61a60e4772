"""The link by which a customer corrects his own card."""
