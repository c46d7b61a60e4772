"""How the columns of a kind of sheet are read, kept under a name for the next time."""
