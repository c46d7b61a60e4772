"""The customers that orders, follow-ups and contacts point at: found, made or missed."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from zhike.clean.findings import no_problems, problems_at
from zhike.clean.identity import customer_reference
from zhike.clean.parts import Parts
from zhike.clean.plain_kinds import PLAIN
from zhike.words.proposal import PLACE_COLUMNS

# The nouns that hang on a customer.
CHILDREN = (
    "contacts",
    "interactions",
    "orders",
    *(noun for noun, kind in PLAIN.items() if kind.of_customer),
)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Parts whose every row has its customer, the rows that fell for want of one, and why."""

    parts: Parts
    fallen: pl.Series  # `_at`
    problems: pl.DataFrame


def sort_out(
    parts: Parts, *, known: Callable[[str, pl.Series], pl.DataFrame], create: bool
) -> Sorted:
    """Return the parts with a customer for every row: brought along, kept, or made when `create`.

    Rows whose customer is nowhere fall otherwise, each with a problem.
    """
    pointed = references(parts)
    brought = (
        parts["customers"]["_identity"] if "customers" in parts else pl.Series([], dtype=pl.String)
    )
    asked = pointed.filter(~pl.col("_parent").is_in(brought.implode()))
    kept = known("customers", asked["_parent"]).select("_identity")
    missing = asked.join(kept, left_on="_parent", right_on="_identity", how="anti")
    if missing.is_empty():
        return Sorted(parts, pl.Series([], dtype=pl.Int64), no_problems())
    if create:
        made = [made_customers(missing)]
        customers = [parts["customers"], *made] if "customers" in parts else made
        whole = parts | {"customers": pl.concat(customers, how="diagonal_relaxed")}
        return Sorted(whole, pl.Series([], dtype=pl.Int64), no_problems())
    stays, lost = without(parts, missing)
    return Sorted(stays, lost["_at"], _lost_rows(lost))


def _lost_rows(lost: pl.DataFrame) -> pl.DataFrame:
    said = pl.coalesce("_external_id", "_name")
    return problems_at(
        lost.sort("_at"),
        column="",
        value=said,
        rule="S3-05",
        message=pl.lit("客户“")
        + said
        + "”不存在，没有导入；请先导入这个客户，或选择自动建立待补充客户",
        severity="reject",
    )


def references(parts: Parts) -> pl.DataFrame:
    """Return one row a customer pointed at by rows that don't bring it along.

    Columns `_parent`, `_external_id`, `_name`, `_at` and the place of the first such row.
    """
    named = [
        parts[noun].select("_parent", "_external_id", "_name", "_at", *PLACE_COLUMNS)
        for noun in CHILDREN
        if noun in parts and "_external_id" in parts[noun].columns
    ]
    if not named:
        return pl.DataFrame(schema={"_parent": pl.String})
    return pl.concat(named).unique("_parent", keep="first", maintain_order=True)


def by_their_own_key(parts: Parts) -> Parts:
    """Return the parts with a customer's own identity where children name it only."""
    customers = parts.get("customers")
    pointing = any("_external_id" in rows.columns for rows in parts.values())
    if customers is None or "name" not in customers.columns or not pointing:
        return parts
    names = customers.select(_named=customer_reference(customers.select("name")), own="_identity")
    names = names.unique("_named", keep="first", maintain_order=True).drop_nulls()
    return {
        noun: rows.with_columns(
            pl.col("_parent").replace(names["_named"], names["own"]).alias("_parent")
        )
        if noun in CHILDREN
        else rows
        for noun, rows in parts.items()
    }


def made_customers(missing: pl.DataFrame) -> pl.DataFrame:
    """Return new customers for references that lead nowhere: a key, the rest to be filled in."""
    return missing.select(
        "_at",
        *PLACE_COLUMNS,
        _parent=pl.lit(None, dtype=pl.String),
        _identity="_parent",
        _keyed=pl.lit(value=True),
        external_id="_external_id",
        name="_name",
    )


def without(parts: Parts, missing: pl.DataFrame) -> tuple[Parts, pl.DataFrame]:
    """Return the parts without the rows of missing customers, and where those rows stand."""
    places = ["_at", *PLACE_COLUMNS]
    keys = missing.select("_parent", "_external_id", "_name")
    kept = dict(parts)
    lost: list[pl.DataFrame] = []
    for noun in CHILDREN:
        if noun in parts:
            kept[noun] = parts[noun].join(keys, on="_parent", how="anti")
            lost.append(parts[noun].select(*places, "_parent").join(keys, on="_parent"))
    if "order_lines" in parts:
        orders = parts["orders"].select(_parent="_identity", customer="_parent")
        fell = orders.join(keys, left_on="customer", right_on="_parent")
        kept["order_lines"] = parts["order_lines"].join(fell, on="_parent", how="anti")
        lines = parts["order_lines"].select(*places, "_parent").join(fell, on="_parent")
        lost.append(lines.select(*places, "_parent", "_external_id", "_name"))
    return kept, pl.concat(lost).unique("_at", keep="first", maintain_order=True)
