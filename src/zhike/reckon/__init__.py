"""Pure arithmetic: intervals, tests with correction, bands, exact quantiles, shares that add to 100."""
