"""What people hand in through a public form or a link of their own, until somebody judges it."""
