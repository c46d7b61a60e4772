"""The pages, a file a family: a view reads the request, makes one call, answers."""
