"""Forms, a file a family; plain Forms, since pages know no models."""
