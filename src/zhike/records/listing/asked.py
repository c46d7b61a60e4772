"""A question put to the roll: which customers answer it, how many, in what order."""

from collections.abc import Iterable
from datetime import date, timedelta

import polars as pl
from django.db.models import QuerySet

from zhike.records.account.models import Account
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import shared_with
from zhike.records.finding.models import FindingCustomer
from zhike.records.listing.grid import (
    EQUALS,
    SORTS,
    GridQuestion,
    lacking_any,
    people_of,
    wanted_fields,
)
from zhike.records.listing.roll import Roll
from zhike.records.search.table import matching_ids
from zhike.words.viewer import Viewer

_NONE = pl.lit(value=False)


def mine(roll: Roll, viewer: Viewer) -> pl.DataFrame:
    """Return the Viewer's rows of the roll: the same ones `customers_for` gives."""
    if viewer.scope == "all":
        return roll.customers
    people: QuerySet[Account] = Account.objects.filter(pk=viewer.account_id)
    if viewer.scope == "team":
        people = people | Account.objects.filter(team_id__in=sorted(viewer.team_ids))
    ids, shared = sorted(people.values_list("id", flat=True)), shared_with(viewer)
    seen: pl.DataFrame = roll.once(
        ("mine", *ids, "shared", *shared),
        lambda: roll.customers.filter(_among("owner_id", ids) | _among("id", shared)),
    )
    return seen


def answering(
    roll: Roll, rows: pl.DataFrame, question: GridQuestion, *, as_of: date
) -> pl.DataFrame:
    """Return those of some rows of the roll that answer a question, by id."""
    conditions = [
        _condition(roll, name, value, as_of=as_of) for name, value in question.filters.items()
    ]
    if question.search:
        conditions.append(_searched(question.search))
    return rows.filter(*conditions) if conditions else rows


def in_order(rows: pl.DataFrame, sort: str) -> pl.Series:
    """Return the ids of rows in a question's order: empty values last, equal ones by id."""
    column, down = SORTS[sort.lstrip("-")], sort.startswith("-")
    column = "amount_fen" if column == "standing_amount" else column
    by = pl.col(column).cast(pl.String) if rows.schema[column] == pl.Categorical else pl.col(column)
    if column == "id":
        return rows["id"].reverse() if down else rows["id"]
    keys = rows.select("id", by=by)
    return keys.sort("by", "id", descending=down, nulls_last=[True, False])["id"]


def _searched(text: str) -> pl.Expr:
    """As `grid.search_condition`: name, number or pinyin initials hold all pieces of the text."""
    ids = matching_ids(text)
    return pl.col("name").str.starts_with(text) if ids is None else _among("id", ids)


def _condition(roll: Roll, name: str, value: str, *, as_of: date) -> pl.Expr:
    if name in ("owner", "team"):
        return _owned(name, value)
    if name in EQUALS:
        return pl.col(name) == ("" if value == "—" else value)
    if name == "batch":
        return _batch(value)
    if name == "finding":
        about = FindingCustomer.objects.filter(finding_id=int(value) if value.isdigit() else 0)
        return _among("id", about.values_list("customer_id", flat=True))
    if name == "missing":
        return _lacking(roll, value)
    if name == "idle":
        return _idle(int(value) if value.isdigit() else 30, as_of)
    if name == "tag":
        return pl.col("id").is_in(roll.tags.filter(pl.col("tag") == value)["customer_id"].implode())
    return _tiers(roll, value) if name == "tier" else pl.col(name) == value


def _owned(name: str, value: str) -> pl.Expr:
    theirs = _among("owner_id", people_of(name, value).values_list("id", flat=True))
    return theirs | pl.col("owner_id").is_null() if value == "none" else theirs


def _batch(value: str) -> pl.Expr:
    if value == "none":
        return pl.col("born_batch_id").is_null()
    return pl.col("born_batch_id") == int(value) if value.isdigit() else _NONE


def _lacking(roll: Roll, value: str) -> pl.Expr:
    wanted, known = wanted_fields(value), roll.state.key_fields
    if set(wanted) <= set(known):
        bits = sum(1 << known.index(spec) for spec in wanted)
        return (pl.col("lacking") & bits) != 0
    others = Customer.objects.live().filter(lacking_any(wanted))
    return _among("id", others.values_list("id", flat=True))


def _idle(days: int, as_of: date) -> pl.Expr:
    """As `grid._idle`: at least so many full days since the last follow-up, or never."""
    last, stated = as_of - timedelta(days=days), pl.col("stated_follow_up_on")
    never = pl.col("last_follow_on").is_null() & (stated.is_null() | (stated <= last))
    return (pl.col("last_follow_on") <= last).fill_null(value=False) | never


def _tiers(roll: Roll, value: str) -> pl.Expr:
    """Return the condition that a customer has every tier named: 优先级:S,价值分层:A."""
    conditions = [_NONE.not_()]
    for pair in value.split(","):
        scheme, _, tier = pair.partition(":")
        column = f"tier {scheme}"
        known = column in roll.customers.columns
        conditions.append(pl.col(column) == tier if known else _NONE)
    return pl.all_horizontal(conditions)


def _among(column: str, values: Iterable[int | None]) -> pl.Expr:
    return pl.col(column).is_in(pl.Series(list(values), dtype=pl.Int64).implode())
