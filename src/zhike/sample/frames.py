"""The invented book as tables, under the names the analysis store uses."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import polars as pl

from zhike.sample.rows import Company


def tables(company: Company) -> dict[str, pl.DataFrame]:
    """Return a frame a noun, money as whole 分; `customer_id` and `order_id` join them."""
    return {
        "customers": _customers(company),
        "orders": _orders(company),
        "order_lines": _lines(company),
        "interactions": _plain(company.talks),
        "cases": _plain(company.cases).with_columns(pl.col("opened").dt.date().alias("opened_on")),
        "quotes": _plain(company.quotes),
        "contracts": _plain(company.contracts),
        "payments": _plain(company.payments),
        "events": _plain(company.events),
        "demands": _plain(company.demands),
        "competitor_contacts": _plain(company.rivals),
    }


def _customers(company: Company) -> pl.DataFrame:
    kept = (
        "number", "name", "region", "city", "customer_type", "owner", "team", "phone", "code",
        "first_on", "potential", "story",
    )  # fmt: skip
    columns = {name: [getattr(one, name) for one in company.firms] for name in kept}
    return pl.DataFrame({"customer_id": [one.id for one in company.firms], **columns})


def _orders(company: Company) -> pl.DataFrame:
    return pl.DataFrame(
        [(one.id, one.number, one.firm.id, one.on) for one in company.orders],
        schema=["order_id", "number", "customer_id", "ordered_on"],
        orient="row",
    )


def _lines(company: Company) -> pl.DataFrame:
    rows = [
        (
            one.order.id, one.order.firm.id, one.order.on, one.product, one.category, one.quantity,
            one.discount, fen(one.amount), None if one.cost is None else fen(one.cost),
        )
        for one in company.lines
    ]  # fmt: skip
    names = (
        "order_id", "customer_id", "ordered_on", "product", "category", "quantity", "discount",
        "amount_fen", "cost_fen",
    )  # fmt: skip
    return pl.DataFrame(rows, schema=list(names), orient="row")


def fen(yuan: float) -> int:
    """Return an amount in 元 as whole 分."""
    return round(yuan * 100)


def _plain(rows: Sequence[Any]) -> pl.DataFrame:
    """Return rows as a frame: the customer by id, money in 分, the rest as it is."""
    names = [field.name for field in fields(rows[0])]
    columns: dict[str, list[Any]] = {"customer_id": [one.firm.id for one in rows]}
    for name in names:
        values = [getattr(one, name) for one in rows]
        if name in ("amount", "budget", "quote"):
            columns[f"{name}_fen"] = [None if each is None else fen(each) for each in values]
        elif name != "firm":
            columns[name] = values
    return pl.DataFrame(columns, infer_schema_length=None)
