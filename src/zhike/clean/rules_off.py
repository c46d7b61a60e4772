"""Rules that a team has switched off: what they read is left empty and waits for a person."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from zhike.clean.cleaned import Cleaned
from zhike.clean.rule_book import parts_of

Stored = dict[str, pl.Series]
_AS_GIVEN = "_text"  # columns that keep the words themselves


def without_rules_off(
    rules: pl.Series, cleaned: Cleaned, stored: Stored, cells: pl.Series, *, off: Sequence[str]
) -> tuple[pl.Series, Cleaned, Stored]:
    """Return rules, cells and columns without what rules in `off` read, with a reason (S3-44).

    `rules` has the rule that each cell was read by. A rule that is fixed is never off; words that
    are kept as given stay.
    """
    hit = rules.is_in(_gone(rules, off)).fill_null(value=False)
    if not hit.any():
        return rules, cleaned, stored
    said = pl.when(hit).then(_said(cells, rules)).otherwise(cleaned.reasons)
    left = replace(
        cleaned,
        values=cleaned.values.set(hit, None),
        reasons=pl.select(said).to_series(),
        severity=cleaned.severity.set(hit, "warn"),
    )
    emptied = {
        name: values if name.endswith(_AS_GIVEN) else values.set(hit, None)
        for name, values in stored.items()
    }
    return rules.set(hit, None), left, emptied


def _gone(rules: pl.Series, off: Sequence[str]) -> list[str]:
    """Return which of the rules named have a part in them that is off."""
    named = rules.unique().drop_nulls()
    return [name for name in named if any(r.id in off and not r.fixed for r in parts_of(name))]


def _said(cells: pl.Series, rules: pl.Series) -> pl.Expr:
    named = rules.unique().drop_nulls().to_list()
    does = ["、".join(rule.does for rule in parts_of(name)) for name in named]
    said = "“{}”没有读入：规则“{}”已停用，请改写这一格，或在清洗规则里启用它"
    names = pl.lit(rules.replace_strict(named, does, default="", return_dtype=pl.String))
    return pl.format(said, pl.lit(cells.cast(pl.String)), names)
