"""Take in what people hand over, word for word."""
