"""What 今天 is read from, across the nouns: whom to call, who waits, who carries how much."""
