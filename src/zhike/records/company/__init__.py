"""Whose book this is: the company's name and trade, once it is one's own."""
