"""Questions to the list of customers that people keep under a name."""
