"""Who may be no customer, by the rules of clean.invalid."""

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from zhike.clean import invalid
from zhike.playbook.trust import Invalid

COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "id": pl.Int64,
    "name": pl.String,
    "industry_code": pl.String,
    "industry_text": pl.String,
    "phones": pl.List(pl.String),  # as they are kept
    "false_phone": pl.String,  # what stood in a cell that was refused as a false number
}
"""What a rule looks at, a row a customer."""


@dataclass(frozen=True, slots=True)
class InvalidRule:
    """One reason: its id, its name, what it looks for, and cases with what it says of them."""

    id: str
    said: str
    does: str
    examples: Sequence[tuple[dict[str, Any], dict[str, Any], str | None]]
    doubt: Callable[[pl.DataFrame, Invalid], pl.Series]


@cache
def invalid_rules() -> tuple[InvalidRule, ...]:
    """Return the rules of the folder in the order of their files' names."""
    names = [module.name for module in pkgutil.iter_modules(invalid.__path__)]
    found = (importlib.import_module(f"{invalid.__name__}.{name}") for name in names)
    return tuple(InvalidRule(m.ID, m.SAID, m.DOES, m.EXAMPLES, m.doubt) for m in found)


def find_invalid(rows: pl.DataFrame, told: Invalid) -> pl.DataFrame:
    """Return `id`, `rule`, `why` of the customers (COLUMNS) a rule doubts, the first rule's word.

    Nothing is put aside by that: a person looks at the list and decides (S0-14).
    """
    left = rows.with_row_index("at")
    found = [pl.DataFrame(schema={"id": pl.Int64, "rule": pl.String, "why": pl.String})]
    for rule in invalid_rules():
        said = left.with_columns(why=rule.doubt(left, told))
        doubted = pl.col("why").is_not_null()
        found.append(said.filter(doubted).select("id", pl.lit(rule.id).alias("rule"), "why"))
        left = said.filter(~doubted).drop("why")
    return pl.concat(found)
