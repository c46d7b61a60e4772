"""The invented book of the benches, a customer at a time and as a table."""

import importlib.util
import sys
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from zhike.clean.matching.phone_forms import parted_phones
from zhike.clean.matching.typed import Typed
from zhike.clean.phones import clean_phones

_FILE = Path(__file__).parents[3] / "bench" / "duplicate_book.py"


@cache
def _generator() -> Any:
    spec = importlib.util.spec_from_file_location("duplicate_book", _FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def invented(size: int, *, seed: int) -> pl.DataFrame:
    """Return the rows of a book with many slips, as a team typed them."""
    book = _generator().invented_book(size, seed=seed, profile=_generator().HARDER)
    rows: pl.DataFrame = book.frame().drop("customer", "parts", "place")
    return rows


def typed_of(rows: pl.DataFrame) -> dict[int, Typed]:
    """Return each row by its id, its phones in stored form."""
    phones = _phones(rows)
    return {row["id"]: _typed(row, phones.get(row["id"], [])) for row in rows.to_dicts()}


def _typed(row: dict[str, Any], phones: list[str]) -> Typed:
    return Typed(
        name=row["name"],
        kind=row["kind"],
        credit_code=row["credit_code"] or "",
        phones=phones,
        emails=[row["email"]] if row["email"] else [],
        contacts=[row["contact"]] if row["contact"] else [],
        city=row["city"] or "",
        address=row["address"] or "",
    )


def _phones(rows: pl.DataFrame) -> dict[int, list[str]]:
    each = rows.select("id", number=parted_phones(pl.col("phone"))).explode("number").drop_nulls()
    stored = each.with_columns(number=clean_phones(each["number"]).values).drop_nulls()
    found: dict[int, list[str]] = {}
    for at, number in stored.select("id", "number").iter_rows():
        found.setdefault(at, []).append(number)
    return found
