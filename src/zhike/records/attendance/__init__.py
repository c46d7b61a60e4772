"""Who came to an activity: written from a sheet or by ticks, and what came of it."""
