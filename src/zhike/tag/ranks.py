"""Rank customers by a number, for tags of the first so many percent (S2-11, S0-17)."""

from typing import Any

import ibis

_FINE = 10_000  # shares are compared in whole ten-thousandths, the same on every engine


def ranked(values: Any, column: str) -> Any:
    """Return the customers with a number above 0, with their `rank` and how many are `ranked`.

    Equal numbers stand in order of id.
    """
    rows = values.filter(values[column] > 0)
    largest_first = [ibis.desc(rows[column]), ibis.asc(rows.customer_id)]
    return rows.mutate(
        rank=ibis.row_number().over(ibis.window(order_by=largest_first)) + 1,
        ranked=rows.customer_id.count().over(ibis.window()),
    )


def within(rows: Any, share: float) -> Any:
    """Say whether a ranked customer is among the first ceil(share × N)."""
    return (rows["rank"] - 1) * _FINE < rows.ranked * round(share * _FINE)
