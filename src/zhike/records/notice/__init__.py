"""What the house tells one person: something waits, was done, or is asked of them."""
