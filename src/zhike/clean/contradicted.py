"""All that contradicts itself in the book, by the rules of clean.contradictions."""

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import ibis
import polars as pl

from zhike.clean import contradictions
from zhike.clean.contradiction import Example

FOUND: dict[str, pl.DataType | type[pl.DataType]] = {
    "customer_id": pl.Int64,
    "rule": pl.String,
    "noun": pl.String,  # of the record where it is mended
    "record_id": pl.Int64,
    "said": pl.String,
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One rule: its id, its name, 矛盾 (both cannot be right) or 可疑, and cases with sentences."""

    id: str
    said: str
    severity: str
    examples: Sequence[Example]
    found: Callable[[Any, date], Any]
    sentence: Callable[[str, str], str]


@cache
def contradiction_rules() -> tuple[Contradiction, ...]:
    """Return the rules of the folder, what cannot be right before what is odd."""
    names = [module.name for module in pkgutil.iter_modules(contradictions.__path__)]
    found = (importlib.import_module(f"{contradictions.__name__}.{name}") for name in names)
    rules = [Contradiction(m.ID, m.SAID, m.SEVERITY, m.EXAMPLES, m.found, m.said) for m in found]
    return tuple(sorted(rules, key=lambda rule: (rule.severity != "矛盾", rule.id)))


def contradicted(tables: Any, *, as_of: date) -> pl.DataFrame:
    """Return what contradicts itself (FOUND) in the tables somebody may see; changes nothing."""
    finds = [
        rule.found(tables, as_of).mutate(rule=ibis.literal(rule.id))
        for rule in contradiction_rules()
    ]
    frame = pl.DataFrame(pl.from_arrow(tables.run(ibis.union(*finds))))
    says = {rule.id: rule.sentence for rule in contradiction_rules()}
    rows = frame.select("rule", "a", "b").iter_rows()
    said = pl.Series([says[rule](a, b) for rule, a, b in rows], dtype=pl.String)
    told = frame.with_columns(said=said).select(list(FOUND)).cast(FOUND)  # type: ignore[arg-type]
    return told.unique().sort("rule", "customer_id", "noun", "record_id", "said")
