"""The two-character pieces customers are found by."""
