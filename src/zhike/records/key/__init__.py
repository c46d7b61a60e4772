"""Keys that programs of other systems hand records in with, and the calls they made."""
