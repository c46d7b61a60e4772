"""What a cleaner hands back: stored values beside what is wrong with each cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from zhike.words.problem import Severity


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One cleaned column; every series has the length of the column handed in.

    `values` is the stored form, null where the cell is empty or unreadable. `reasons` says in
    Chinese what is wrong and what to do, null where all is well. `severity` is `reject` or `warn`
    exactly where there is a reason; a value kept with a reason is always a warning. `more` holds
    what the cell also says, by column name (a phone's kind, an industry's group).
    """

    values: pl.Series
    reasons: pl.Series
    severity: pl.Series
    rule: str
    more: dict[str, pl.Series] = field(default_factory=dict)


def judged(
    frame: pl.DataFrame, *, rule: str, refusal: Severity = "reject", more: Sequence[str] = ()
) -> Cleaned:
    """Return the columns `value`, `reason` (and `more`) of a frame as Cleaned.

    A reason beside a value warns; a reason in place of a value has the severity `refusal`, unless
    the frame's own column `severity` says otherwise.
    """
    own = pl.col("severity") if "severity" in frame.columns else pl.lit(None, pl.String)
    severity = (
        pl.when(pl.col("reason").is_null())
        .then(None)
        .when(pl.col("value").is_not_null())
        .then(pl.lit("warn"))
        .otherwise(own.fill_null(refusal))
    )
    said = frame.select("value", pl.col("reason").cast(pl.String), severity=severity)
    return Cleaned(
        values=said["value"],
        reasons=said["reason"],
        severity=said["severity"],
        rule=rule,
        more={name: frame[name] for name in more},
    )
