"""What cannot be right together, or hardly is: one file each, never changed by itself."""
