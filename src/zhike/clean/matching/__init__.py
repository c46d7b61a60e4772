"""The same customer kept twice, found without labels and explained."""
