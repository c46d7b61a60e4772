"""How complete the book is: what says that a field is filled, and how that went day by day."""
