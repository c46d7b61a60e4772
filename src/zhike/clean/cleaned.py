"""What a cleaner hands back: stored values beside what is wrong with each cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import polars as pl

from zhike.words.problem import Severity


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One cleaned column; every series has the length of the column handed in.

    `values` is the stored form, null where the cell is empty or unreadable. `reasons` says in
    Chinese what is wrong and what to do, null where all is well. `severity` is `reject` or `warn`
    exactly where there is a reason; a value kept with a reason is always a warning. `more` holds
    what the cell also says, by column name (a phone's kind, an industry's group). `by` has the ids
    of the odd forms a cell was read by, None where the column has none. `readings` has a line for
    each cell that says something else than its value: raw, value, rule, and cells of that kind.
    """

    values: pl.Series
    reasons: pl.Series
    severity: pl.Series
    rule: str
    more: dict[str, pl.Series] = field(default_factory=dict)
    by: pl.Series | None = None
    readings: pl.DataFrame | None = None


def judged(
    frame: pl.DataFrame, *, rule: str, refusal: Severity = "reject", more: Sequence[str] = ()
) -> Cleaned:
    """Return the columns `value`, `reason` (`by`, and `more`) of a frame as Cleaned.

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
        by=frame["by"] if "by" in frame.columns else None,
    )


def clean_rest(
    column: pl.Series, easy: pl.Series, rest: Callable[[pl.Series], Cleaned], **more: str
) -> Cleaned:
    """Return the values that were `easy`, and what `rest` makes of all other cells.

    Most columns are written in one plain form; only what is not needs the slow and careful reading.
    `more` names what every easy cell also says, e.g. phone_kind="手机".
    """
    hard = easy.is_null() & column.is_not_null()
    done = rest(column.filter(hard))
    rows = hard.arg_true()
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, len(column))
    said = {
        name: _spread(
            easy.is_not_null().replace_strict({True: word}, default=None), rows, done.more[name]
        )
        for name, word in more.items()
    }
    return Cleaned(
        values=_spread(easy, rows, done.values),
        reasons=_spread(nothing, rows, done.reasons),
        severity=_spread(nothing, rows, done.severity),
        rule=done.rule,
        more=said,
        by=None if done.by is None else _spread(nothing, rows, done.by),
    )


def _spread(whole: pl.Series, rows: pl.Series, part: pl.Series) -> pl.Series:
    """Return the whole with a part's values at their rows."""
    return whole.clone().scatter(rows, part) if len(rows) else whole
