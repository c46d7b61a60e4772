"""What finding customers cost, by channel and month."""
