"""What the team put on for customers: a fair, a salon, a training, with its cost and who came."""
