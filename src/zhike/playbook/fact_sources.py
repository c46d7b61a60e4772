"""Where each fact's rows come from: which table, which day counts, which rows can be counted."""

from collections.abc import Callable, Mapping
from typing import Any

import ibis

from zhike.playbook.metrics import Fact

# What of each kept table figures may ask; a snapshot that lacks a table or column has none of it.
_COLUMNS: Mapping[str, Mapping[str, str]] = {
    "events": {
        "event_id": "int64", "happened_on": "date", "event_kind": "string", "campaign": "string",
        "count": "int64", "value": "float64",
    },
    "cases": {
        "case_id": "int64", "opened_on": "date", "case_kind": "string", "topic": "string",
        "severity": "string", "answer_hours": "float64", "solve_hours": "float64",
        "satisfaction": "int64", "is_solved": "boolean",
    },
    "quotes": {
        "quote_id": "int64", "quoted_on": "date", "product": "string", "category": "string",
        "amount_fen": "int64", "discount": "float64", "outcome": "string", "answered_on": "date",
    },
    "contracts": {
        "contract_id": "int64", "contract_kind": "string", "signed_on": "date",
        "starts_on": "date", "ends_on": "date", "amount_fen": "int64", "state": "string",
        "is_renewal": "boolean",
    },
    "payments": {
        "payment_id": "int64", "ordered_on": "date", "due_on": "date", "paid_on": "date",
        "amount_fen": "int64",
    },
    "demands": {
        "demand_id": "int64", "raised_on": "date", "topic": "string", "budget_fen": "int64",
        "needed_by": "date", "urgency": "string", "state": "string",
    },
    "competitor_contacts": {
        "competitor_contact_id": "int64", "happened_on": "date", "competitor": "string",
        "quote_fen": "int64",
    },
    "referrals": {
        "referral_id": "int64", "brought_by_id": "int64", "referred_on": "date",
        "fee_fen": "int64", "thanked_on": "date",
    },
}  # fmt: skip
REFUSALS_WITHIN_DAYS = 3
_HOURS_A_DAY = 24


def fact_rows(tables: Any, fact: Fact) -> Any:
    """Return a fact with its own columns and customer_id, row_id, on_day, countable.

    Orders also have sold_fen (≥ 0) and returned_fen: a refund may stand in its own column or as a
    row with a negative amount; such a row is no order of its own (`countable` false). Quotes have
    reply_hours (whole days, as hours), payments paid_days (from the order) and late_days (from
    the day due, early is negative), order_gaps gap_days (since the customer's order day before).
    """
    return _FACTS[fact](tables)


def kept(tables: Any, name: str) -> Any:
    """Return a table's known columns; those the snapshot lacks are null, a lacking table empty."""
    columns = _COLUMNS[name]
    if name not in tables:
        nothing = {column: ibis.null(kind) for column, kind in columns.items()}
        nobody = tables["customers"].select("customer_id", **nothing)
        return nobody.filter(ibis.literal(False))
    rows = tables[name]
    return rows.select(
        "customer_id",
        **{c: rows[c] if c in rows.columns else ibis.null(kind) for c, kind in columns.items()},
    )


def _orders(tables: Any) -> Any:
    rows = tables["orders"]
    amount, zero = rows.amount_fen.coalesce(0), ibis.literal(0, type="int64")
    return rows.mutate(
        row_id=rows.order_id,
        on_day=rows.ordered_on,
        countable=amount >= 0,
        sold_fen=ibis.greatest(amount, zero),
        returned_fen=rows.refund_fen.coalesce(0) + ibis.greatest(-amount, zero),
    )


def _order_lines(tables: Any) -> Any:
    rows = tables["order_lines"]
    if "discount" not in rows.columns:
        rows = rows.mutate(discount=ibis.null("float64"))
    countable = rows.amount_fen.coalesce(0) >= 0
    return rows.mutate(row_id=rows.line_id, on_day=rows.ordered_on, countable=countable)


def _interactions(tables: Any) -> Any:
    rows = tables["interactions"]
    return rows.mutate(
        row_id=rows.interaction_id, on_day=rows.happened_on, countable=ibis.literal(True)
    )


def _customers_on(column: str, *, only_dated: bool) -> Callable[[Any], Any]:
    def customers(tables: Any) -> Any:
        rows = tables["customers"]
        if only_dated:
            rows = rows.filter(rows[column].notnull())
        return rows.mutate(
            row_id=rows.customer_id, on_day=rows[column], countable=ibis.literal(True)
        )

    return customers


def _kept_on(name: str, key: str, day: str) -> Callable[[Any], Any]:
    def dated(tables: Any) -> Any:
        rows = kept(tables, name)
        return rows.mutate(row_id=rows[key], on_day=rows[day], countable=ibis.literal(True))

    return dated


def _events(tables: Any) -> Any:
    """Return the events; one without a count happened once."""
    rows = _kept_on("events", "event_id", "happened_on")(tables)
    return rows.mutate(count=rows["count"].coalesce(1))


def _quotes(tables: Any) -> Any:
    rows = _kept_on("quotes", "quote_id", "quoted_on")(tables)
    days = rows.answered_on.delta(rows.quoted_on, unit="day").cast("float64")
    return rows.mutate(reply_hours=days * _HOURS_A_DAY)


def _payments(tables: Any) -> Any:
    rows = _kept_on("payments", "payment_id", "paid_on")(tables)
    return rows.mutate(
        paid_days=rows.paid_on.delta(rows.ordered_on, unit="day").cast("int64"),
        late_days=rows.paid_on.delta(rows.due_on, unit="day").cast("int64"),
    )


def _order_gaps(tables: Any) -> Any:
    """Return order days after an earlier one of the customer, with the days between (S0-21)."""
    orders = _orders(tables)
    dated = orders.filter(orders.countable, orders.on_day.notnull())
    days = dated.group_by("customer_id", "on_day").aggregate(row_id=dated.row_id.min())
    over = ibis.window(group_by=days.customer_id, order_by=days.on_day)
    days = days.mutate(last_day=days.on_day.lag().over(over))
    days = days.filter(days.last_day.notnull())
    gap = days.on_day.delta(days.last_day, unit="day").cast("int64")
    return days.mutate(gap_days=gap, countable=ibis.literal(True))


def _repeated_refusals(tables: Any) -> Any:
    """Return refused quotes that follow a refused one by three days at most (S3-17)."""
    quotes = kept(tables, "quotes")
    said = quotes.filter(quotes.outcome.isin(("接受", "拒绝")))
    said = said.mutate(on_day=said.answered_on.coalesce(said.quoted_on), row_id=said.quote_id)
    over = ibis.window(group_by=said.customer_id, order_by=[said.on_day, said.row_id])
    said = said.mutate(
        last_day=said.on_day.lag().over(over), last_said=said.outcome.lag().over(over)
    )
    twice = said.filter(said.outcome == "拒绝", said.last_said == "拒绝")
    gap = twice.on_day.delta(twice.last_day, unit="day")
    return twice.filter(gap <= REFUSALS_WITHIN_DAYS).mutate(countable=ibis.literal(True))


def _first_deals(tables: Any) -> Any:
    """Return customers who have bought, on the day of their first contact: a cohort's won ones."""
    met = _customers_on("first_contact_on", only_dated=True)(tables)
    bought = _orders(tables)
    return met.semi_join(bought.filter(bought.countable), "customer_id")


def _referred_deals(tables: Any) -> Any:
    """Return referrals whose customer has bought, on the day of the referral."""
    bought = _orders(tables)
    brought = _kept_on("referrals", "referral_id", "referred_on")(tables)
    return brought.semi_join(bought.filter(bought.countable), "customer_id")


def _introductions(tables: Any) -> Any:
    """Return referrals as rows of the customers that brought others."""
    brought = _kept_on("referrals", "referral_id", "referred_on")(tables)
    known = brought.filter(brought.brought_by_id.notnull())
    return known.mutate(customer_id=known.brought_by_id)


# Where costs of channels stand: table, its key, its day, its amount.
_COSTS = (
    ("channel_costs", "channel_cost_id", "month_on", "amount_fen"),
    ("activities", "activity_id", "held_on", "cost_fen"),
)


def _channel_costs(tables: Any) -> Any:
    """Return what channels cost, of activities too; on the first day of the month where only that
    is known. They hang on no customer: `noun` says whose rows they are, `source_channel` which
    channel they are for.
    """
    parts = [_costs(tables, *of) for of in _COSTS if of[0] in tables or tables.hides(of[0])]
    if not parts:
        return _no_costs(tables)
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _costs(tables: Any, name: str, key: str, day: str, amount: str) -> Any:
    rows = tables[name]  # refuses, and says why, where the Viewer may not see the whole
    told = rows.filter(rows[amount].notnull(), rows.channel.notnull())
    return told.select(
        customer_id=ibis.null("int64"),
        noun=ibis.literal(name),
        row_id=told[key],
        on_day=told[day],
        countable=ibis.literal(True),
        source_channel=told.channel,
        amount_fen=told[amount],
    )


def _no_costs(tables: Any) -> Any:
    nobody = tables["customers"].filter(ibis.literal(False))
    nothing = {"row_id": "int64", "on_day": "date", "source_channel": "string"}
    return nobody.select(
        "customer_id",
        noun=ibis.literal("channel_costs"),
        countable=ibis.literal(True),
        amount_fen=ibis.null("int64"),
        **{name: ibis.null(kind) for name, kind in nothing.items()},
    )


_FACTS: Mapping[Fact, Callable[[Any], Any]] = {
    "orders": _orders,
    "order_lines": _order_lines,
    "interactions": _interactions,
    "first_deals": _first_deals,
    "customers": _customers_on("first_contact_on", only_dated=False),
    "stated_follow_ups": _customers_on("stated_follow_up_on", only_dated=True),
    "cooperations": _customers_on("cooperation_started", only_dated=True),
    "events": _events,
    "cases": _kept_on("cases", "case_id", "opened_on"),
    "quotes": _quotes,
    "contracts": _kept_on("contracts", "contract_id", "signed_on"),
    "payments": _payments,
    "demands": _kept_on("demands", "demand_id", "raised_on"),
    "competitor_contacts": _kept_on("competitor_contacts", "competitor_contact_id", "happened_on"),
    "referrals": _kept_on("referrals", "referral_id", "referred_on"),
    "referred_deals": _referred_deals,
    "introductions": _introductions,
    "channel_costs": _channel_costs,
    "order_gaps": _order_gaps,
    "contract_ends": _kept_on("contracts", "contract_id", "ends_on"),
    "repeated_refusals": _repeated_refusals,
}
