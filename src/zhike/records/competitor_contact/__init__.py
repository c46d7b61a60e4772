"""What is known of customers and competitors."""
