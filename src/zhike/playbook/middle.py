"""Medians by places: the same value on every engine, where quantile functions differ."""

from collections.abc import Sequence
from typing import Any

import ibis


def middle_rows(rows: Any, keys: Sequence[str]) -> Any:
    """Return the one or two middle rows of each group by `contributed`; their mean is the median.

    `rows` have contributed and row_id; no value of contributed is null.
    """
    groups = [rows[key] for key in keys]
    ordered = ibis.window(group_by=groups, order_by=[rows.contributed, rows.row_id])
    together = ibis.window(group_by=groups)
    placed = rows.mutate(
        place=ibis.row_number().over(ordered), among=rows.contributed.count().over(together)
    )
    return placed.filter((2 * placed.place - placed.among + 1).abs() <= 1)


def newest_rows(rows: Any, keys: Sequence[str], most: int) -> Any:
    """Return the newest `most` rows of each group by on_day; rows without a day come last."""
    groups = [rows[key] for key in keys]
    newest_first = [
        ibis.desc(rows.on_day.notnull()),
        ibis.desc(rows.on_day),
        ibis.desc(rows.row_id),
    ]
    placed = rows.mutate(
        age=ibis.row_number().over(ibis.window(group_by=groups, order_by=newest_first))
    )
    return placed.filter(placed.age < most)
