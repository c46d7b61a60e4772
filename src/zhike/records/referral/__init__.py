"""Who brought which customer, and whether they were thanked."""
