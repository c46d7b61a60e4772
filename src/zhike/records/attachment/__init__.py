"""Files that belong to a record: a contract's scan, a photo of a card, an activity's list."""
