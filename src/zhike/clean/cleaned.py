"""What a cleaner hands back: stored values beside what is wrong with each cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from zhike.words.problem import Severity


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One cleaned column; every series has the length of the column handed in.

    `values` is the stored form, null where the cell is empty or unreadable. `reasons` says in
    Chinese what is wrong and what to do, null where all is well. `severity` is `reject` or `warn`
    exactly where there is a reason; a value kept with a reason is always a warning. `more` holds
    what the cell also says, by column name (a phone's kind, an industry's group). `by` has the ids
    of the odd forms a cell was read by, None where the column has none; where a cell is `settled`
    it is the whole answer, null for a cell that is kept as it stands. `readings` has a line for
    each cell that says something else than its value: raw, value, rule, and cells of that kind.
    """

    values: pl.Series
    reasons: pl.Series
    severity: pl.Series
    rule: str
    more: dict[str, pl.Series] = field(default_factory=dict)
    by: pl.Series | None = None
    settled: pl.Series | None = None
    readings: pl.DataFrame | None = None


def reasoned(frame: pl.DataFrame, reason: pl.Expr, *, where: pl.Expr) -> pl.DataFrame:
    """Return the frame with `reason`, worked out only `where` there may be one.

    Sentences cost more than values, and most cells need none.
    """
    rows = frame.select(where.fill_null(value=False)).to_series().arg_true()
    said = frame[rows].select(reason.cast(pl.String)).to_series()
    nothing = pl.Series("reason", [None], dtype=pl.String).new_from_index(0, frame.height)
    return frame.with_columns(nothing.scatter(rows, said) if len(rows) else nothing)


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
    column: pl.Series,
    easy: pl.Series,
    rest: Callable[[pl.Series], Cleaned],
    *,
    by: pl.Series | None = None,
    **more: pl.Series,
) -> Cleaned:
    """Return the values that were `easy`, and what `rest` makes of all other cells.

    Most columns are written in few plain forms; only what is not needs the slow and careful
    reading, and what repeats needs it once. `by` names the rule of each easy cell, null where it
    says its value as it stands. `more` gives what the easy cells also say, e.g. their phone_kind.
    """
    hard = easy.is_null() & column.is_not_null()
    done = _each_once(column.filter(hard), rest)
    rows = hard.arg_true()
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, len(column))
    said = {name: _spread(easily, rows, done.more[name]) for name, easily in more.items()}
    return Cleaned(
        values=_spread(easy, rows, done.values),
        reasons=_spread(nothing, rows, done.reasons),
        severity=_spread(nothing, rows, done.severity),
        rule=done.rule,
        more=said,
        by=_spread(nothing if by is None else by, rows, done.by),
        settled=None if by is None else _spread(~hard, rows, done.settled),
    )


def gathered(cleaned: Cleaned, at: pl.Series) -> Cleaned:
    """Return what was read of the cells at these positions."""
    return replace(
        cleaned,
        values=cleaned.values.gather(at),
        reasons=cleaned.reasons.gather(at),
        severity=cleaned.severity.gather(at),
        more={name: values.gather(at) for name, values in cleaned.more.items()},
        by=None if cleaned.by is None else cleaned.by.gather(at),
        settled=None if cleaned.settled is None else cleaned.settled.gather(at),
    )


def about_how_many(cells: pl.Series) -> int:
    """Return about how many different cells there are; counting them takes as long as reading."""
    return int(cells.to_frame().select(pl.first().approx_n_unique()).item())


def once_each(cells: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Return the different cells and where each cell stands among them, null for an empty one."""
    told = cells.cast(pl.String)
    numbers = told.cast(pl.Categorical(pl.Categories.random())).to_physical()
    first = numbers.arg_unique()
    different = first.filter(numbers.gather(first).is_not_null())
    order = numbers.gather(different).arg_sort()
    return cells.gather(different.gather(order)), numbers


def _each_once(cells: pl.Series, read: Callable[[pl.Series], Cleaned]) -> Cleaned:
    """Return what is read of cells, of those that repeat once."""
    if about_how_many(cells) * 2 > len(cells):
        return read(cells)
    different, places = once_each(cells)
    return gathered(read(different), places)


def _spread(whole: pl.Series, rows: pl.Series, part: pl.Series | None) -> pl.Series:
    """Return the whole with a part's values at their rows."""
    said = part is not None and part.null_count() < len(part)
    return whole.clone().scatter(rows, part) if said else whole
