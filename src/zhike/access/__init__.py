"""The door: who is there and what that person may see and do."""
