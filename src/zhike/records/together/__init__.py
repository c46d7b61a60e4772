"""Working with a customer another one owns: asking, answering, ending it."""
