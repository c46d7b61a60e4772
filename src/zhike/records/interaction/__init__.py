"""What was said with a customer, when and what comes next."""
