"""What is known of each competitor."""
