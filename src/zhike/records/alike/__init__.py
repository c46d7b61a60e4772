"""What may be told of kept customers that look like a new one."""
