"""Plain values every room speaks; nothing here reads, writes or waits."""
