"""Single records entered, changed and taken out by hand: one way for every kind of row."""
