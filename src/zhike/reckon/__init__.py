"""Pure arithmetic: intervals, tests with correction, bands, quantiles, shares adding to 100."""
