"""Problems as a frame, one line a finding (PROBLEM_COLUMNS)."""

import polars as pl

from zhike.words.problem import Severity
from zhike.words.proposal import PROBLEM_COLUMNS


def no_problems() -> pl.DataFrame:
    """Return an empty frame of problems."""
    kinds = dict.fromkeys(PROBLEM_COLUMNS, pl.String) | {"row": pl.Int64}
    return pl.DataFrame(schema=kinds)


def problems_at(
    rows: pl.DataFrame,
    *,
    column: str,
    value: pl.Expr,
    rule: str,
    message: pl.Expr,
    severity: Severity,
) -> pl.DataFrame:
    """Return a problem for each of these rows (`_file`, `_sheet`, `_row`), in the cell `column`."""
    return rows.select(
        file="_file",
        sheet="_sheet",
        row="_row",
        column=pl.lit(column),
        value=value.fill_null(""),
        rule=pl.lit(rule),
        message=message,
        severity=pl.lit(severity),
    )
