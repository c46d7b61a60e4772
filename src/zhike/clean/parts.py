"""A cleaned sheet taken apart into the records its rows speak of."""

from collections.abc import Callable, Sequence

import polars as pl

from zhike.clean.identity import customer_reference, identified
from zhike.clean.plain_kinds import PLAIN, PlainKind
from zhike.clean.rows import CleanSheet

Parts = dict[str, pl.DataFrame]

_PLACES = ("_at", "_file", "_sheet", "_row")


def parts_of(kind: str, frame: pl.DataFrame) -> Parts:
    """Return the rows of each noun with `_parent`, `_identity` and `_keyed`, parents first.

    `frame` is CleanSheet.frame: `_at`, places, then `<noun>.<column>`. A customer's row also gives
    a contact and, where something was noted, an interaction; lines give their order, summed. An
    order without a number is all rows of one customer on one day (methods.md §1).
    """
    return {noun: rows for noun, rows in _SPLIT[kind](frame).items() if rows.height}


def _columns(frame: pl.DataFrame, noun: str) -> pl.DataFrame:
    """Return the places and one noun's columns under their own names."""
    prefix = f"{noun}."
    names = [name for name in frame.columns if name.startswith(prefix)]
    return frame.select(
        *_PLACES, *(pl.col(name).alias(name.removeprefix(prefix)) for name in names)
    )


def _with_parent(frame: pl.DataFrame, noun: str) -> pl.DataFrame:
    """Return one noun's columns with the customer's identity and the key it was given by."""
    customer = _columns(frame, "customers")
    nothing = pl.lit(None, dtype=pl.String)
    said = {n: pl.col(n) if n in customer.columns else nothing for n in ("external_id", "name")}
    keyed = customer.with_columns(_external_id=said["external_id"], _name=said["name"])
    keys = keyed.select("_external_id", "_name")  # of literals alone this would have one row
    parent = customer_reference(customer).alias("_parent")
    return _columns(frame, noun).with_columns(parent, *keys)


def _said_something(rows: pl.DataFrame, names: tuple[str, ...]) -> pl.Expr:
    given = [pl.col(name).is_not_null() for name in names if name in rows.columns]
    return pl.any_horizontal([pl.lit(value=False), *given])


def _customers(frame: pl.DataFrame) -> Parts:
    nothing = pl.lit(None, dtype=pl.String)
    rows = identified("customers", _columns(frame, "customers").with_columns(_parent=nothing))
    parent = rows["_identity"].alias("_parent")
    contacts = _columns(frame, "contacts").with_columns(parent)
    contacts = contacts.filter(_said_something(contacts, ("name", "phone", "email", "external_id")))
    notes = _columns(frame, "interactions").with_columns(parent)
    noted = _said_something(notes, ("summary", "feedback", "next_step", "external_id"))
    dated = _said_something(notes, ("happened_on",))
    return {
        "customers": rows,
        "contacts": identified("contacts", contacts),
        "interactions": identified("interactions", notes.filter(noted & dated)),
    }


def _children(noun: str) -> Callable[[pl.DataFrame], Parts]:
    return lambda frame: {noun: identified(noun, _with_parent(frame, noun))}


def _plain(kind: PlainKind) -> Callable[[pl.DataFrame], Parts]:
    if kind.of_customer:
        return _children(kind.noun)
    nobody = pl.lit(None, dtype=pl.String).alias("_parent")
    return lambda frame: {
        kind.noun: identified(kind.noun, _columns(frame, kind.noun).with_columns(nobody))
    }


def _orders(frame: pl.DataFrame) -> Parts:
    rows = _with_parent(frame, "orders")
    if "external_id" not in rows.columns:
        rows = rows.with_columns(external_id=pl.lit(None, dtype=pl.String))
    numbered = rows.filter(pl.col("external_id").is_not_null())
    loose = identified("orders", rows.filter(pl.col("external_id").is_null()))
    whole = identified("orders", numbered).with_columns(_summed=pl.lit(value=False))
    if loose.is_empty():
        return {"orders": whole}
    money = [name for name in ("amount_fen", "cost_fen") if name in loose.columns]
    lines = loose.select(*_PLACES, pl.col("_identity").alias("_parent"), *money)
    return {
        "orders": pl.concat([whole, _summed(loose, rows.columns)], how="diagonal_relaxed"),
        "order_lines": identified("order_lines", lines),
    }


def _order_lines(frame: pl.DataFrame) -> Parts:
    orders = _with_parent(frame, "orders")
    lines = _columns(frame, "order_lines")
    money = [name for name in ("amount_fen", "cost_fen") if name in lines.columns]
    # Without a column for the line, what stands for the order is the line's.
    borrowed = [n for n in ("amount_fen", "cost_fen") if n in orders.columns and n not in money]
    lines = lines.with_columns(orders[name] for name in borrowed)
    orders = orders.with_columns(lines[name] for name in (*money, *borrowed))
    named = identified("orders", orders)
    lines = lines.with_columns(named["_identity"].alias("_parent"))
    return {
        "orders": _summed(named, orders.columns),
        "order_lines": identified("order_lines", lines),
    }


def _summed(rows: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    """Return one row an identity: money added up, the rest from its first row."""
    money = [name for name in columns if name.endswith("_fen")]
    others = [name for name in columns if name not in money]
    # A cost that one line lacks is unknown for the whole order.
    added = [
        pl.when(pl.col(name).is_null().any() & (name != "refund_fen"))
        .then(None)
        .otherwise(pl.col(name).sum())
        .alias(name)
        for name in money
    ]
    together = rows.group_by("_identity", maintain_order=True).agg(
        *(pl.col(name).first() for name in others), *added, pl.col("_keyed").first()
    )
    return together.with_columns(_summed=pl.lit(value=True))


def gathered(sheets: Sequence[CleanSheet]) -> tuple[Parts, list[pl.DataFrame]]:
    """Return the parts of all sheets by noun, and the `fates` of each sheet.

    `_at` counts on from sheet to sheet, so that a row handed over has one number.
    """
    found: dict[str, list[pl.DataFrame]] = {}
    handed: list[pl.DataFrame] = []
    start = 0
    for sheet in sheets:
        moved = (pl.col("_at") + start).alias("_at")
        for noun, rows in parts_of(sheet.kind, sheet.frame.with_columns(moved)).items():
            found.setdefault(noun, []).append(rows)
        handed.append(sheet.fates.with_columns(moved))
        start += sheet.fates.height
    parts = {noun: pl.concat(rows, how="diagonal_relaxed") for noun, rows in found.items()}
    if "orders" in parts and "order_lines" in parts:
        parts["orders"] = _whole_first(parts["orders"])
    return parts, handed


def _whole_first(orders: pl.DataFrame) -> pl.DataFrame:
    """Return the orders without sums of lines that are not what the order itself says.

    Where both are handed over, its lines only say what it was for.
    """
    whole = orders.filter(~pl.col("_summed")).select("_identity", whole="amount_fen")
    beside = orders.join(
        whole.unique("_identity"), on="_identity", how="left", maintain_order="left"
    )
    other = pl.col("_summed") & (pl.col("whole") != pl.col("amount_fen")).fill_null(value=False)
    return beside.filter(~other).drop("whole")


def grown_orders(orders: pl.DataFrame, known: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Return orders summed from lines with what they come to: the kept amount and the new lines.

    The lines of an order may arrive in several files. Lines that add up to a numbered order kept
    without them only say what it was for, and change nothing.
    """
    if "_summed" not in orders.columns or known.is_empty() or "amount_fen" not in known.columns:
        return orders
    costs = "cost_fen" in orders.columns and "cost_fen" in known.columns
    more = [pl.col("amount_fen").sum().alias("more")]
    if costs:  # a cost that one line lacks is unknown for all of them
        sum_or_unknown = pl.when(pl.col("cost_fen").is_null().any()).then(None)
        more.append(sum_or_unknown.otherwise(pl.col("cost_fen").sum()).alias("more_cost"))
    fresh = lines.filter(pl.col("_fate") == "new").group_by("_parent").agg(more)
    was = [pl.col("amount_fen").cast(pl.Int64).alias("was")]
    was += [pl.col("cost_fen").cast(pl.Int64).alias("was_cost")] if costs else []
    beside = orders.join(known.select("_identity", *was), on="_identity", how="left").join(
        fresh, left_on="_identity", right_on="_parent", how="left"
    )
    named = pl.col("_identity").str.starts_with("订单号:")
    detailed = named & (pl.col("more") == pl.col("was")) & (pl.col("more") == pl.col("amount_fen"))
    detailed = detailed.fill_null(value=False)
    kept = pl.col("_summed") & pl.col("was").is_not_null()
    grown = pl.when(detailed).then("was").otherwise(pl.col("was") + pl.col("more").fill_null(0))
    amounts = {"amount_fen": pl.when(kept).then(grown).otherwise("amount_fen")}
    if costs:
        added = pl.when(pl.col("more").is_null()).then("was_cost").otherwise(
            pl.col("was_cost") + pl.col("more_cost")
        )  # fmt: skip
        amounts["cost_fen"] = pl.when(kept & ~detailed).then(added).otherwise("cost_fen")
    return beside.with_columns(**amounts).drop("was", "more", "was_cost", "more_cost", strict=False)


_SPLIT: dict[str, Callable[[pl.DataFrame], Parts]] = {
    "customers": _customers,
    "contacts": _children("contacts"),
    "interactions": _children("interactions"),
    "orders": _orders,
    "order_lines": _order_lines,
    **{noun: _plain(kind) for noun, kind in PLAIN.items()},
}
