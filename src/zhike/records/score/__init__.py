"""Results of an analysis run: standings, scores and tiers."""
