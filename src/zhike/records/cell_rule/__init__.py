"""Which rule read which cells, how many, and whether it is switched on."""
