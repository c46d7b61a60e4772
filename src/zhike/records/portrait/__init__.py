"""Everything one page shows of one customer."""
