"""What each kind of record tells on a customer's timeline: one file a noun, `told` its entry."""
