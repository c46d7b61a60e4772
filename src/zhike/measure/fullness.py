"""How many customers have each key field, together or split by whose or from where they are."""

from collections.abc import Sequence
from typing import Any

SPLITS = ("team_id", "owner_id", "channel", "batch_id")
"""The columns completeness may be split by."""


def fullness(tables: Any, flags: Sequence[str], *, by: Sequence[str] = ()) -> Any:
    """Return customers and a count a flag, a row a combination of `by` (S3-11).

    `flags` are FieldSpec.flag of the key fields; a count says how many customers have the field.
    Columns: those of `by`, customers, then the flags. Without customers there is one row of zeros,
    or none when it is split.
    """
    rows = tables["fullness"]
    counts = {flag: rows[flag].sum().fill_null(0).cast("int64") for flag in flags}
    counted = {"customers": rows.count(), **counts}
    return rows.group_by(list(by)).aggregate(**counted) if by else rows.aggregate(**counted)
