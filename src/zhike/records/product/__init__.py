"""What the company sells."""
