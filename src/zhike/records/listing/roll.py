"""Every customer in memory, a column a thing lists ask for, kept up to date row by row.

Counting a hundred thousand rows for every tab, choice and page in SQL takes more than a second, and
any write would make a kept answer wrong. So each process holds the columns that lists narrow, sort
and count by, and reads only the rows touched since (as the snapshot does). What a list shows of its
customers is read from the book, within the Viewer's rows.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import polars as pl
from django.db import connection

from zhike.records.batch.lookups import taking_in, were_taken_out
from zhike.records.made_once import forget_made
from zhike.records.playbook_version.lookups import key_fields_now
from zhike.records.quality.filled_sql import customers_touched_through, has_sql
from zhike.records.revision.lookups import current_token
from zhike.records.score.lookups import current_run_id
from zhike.records.settled_sql import settled
from zhike.records.touched_sql import TOUCHED_CUSTOMERS, customers_touched_by
from zhike.words.field import FieldSpec

LASTS = "by words"  # in the key of what `Roll.lasting` returns
WORDS = (
    "customer_type", "region", "size_label", "industry_group", "source_channel", "province",
    "status",
)  # fmt: skip
_SCHEMA: dict[str, Any] = {
    "id": pl.Int64,
    "owner_id": pl.Int64,
    "born_batch_id": pl.Int64,
    "name": pl.String,
    **dict.fromkeys(WORDS, pl.String),
    "potential": pl.Int64,
    "first_contact_on": pl.Date,
    "last_follow_on": pl.Date,
    "stated_follow_up_on": pl.Date,
    "lacking": pl.Int64,
}
_CHOSEN_BY = ("id", "owner_id", *WORDS)
_COLUMNS = ", ".join(f"c.{name}" for name in list(_SCHEMA)[:-1])
_MANY = 0.2  # share of the customers from which reading all of them is cheaper
_STANDING = {"id": pl.Int64, "amount_fen": pl.Int64, "segment": pl.String, "abc": pl.String}
_TAG = {"customer_id": pl.Int64, "tag": pl.String, "family": pl.String}


@dataclass(frozen=True, slots=True)
class State:
    """What the book was when it was read: last change, current run, batches being taken in.

    `key_fields` are those whose absence is told, the first by the lowest bit of `lacking`.
    """

    token: int
    run_id: int | None
    pending: frozenset[int]
    key_fields: tuple[FieldSpec, ...] = ()


@dataclass(frozen=True, slots=True)
class Roll:
    """Live, settled customers by id, with what the current run says of them.

    `customers` has the columns above and amount_fen, segment, abc and `tier <scheme>` for each
    scheme of the run (empty where it could not be scored); `found` is the part of it that the run
    says; `rules` and `hand` are tags.
    """

    state: State
    customers: pl.DataFrame
    found: pl.DataFrame
    rules: pl.DataFrame
    hand: pl.DataFrame
    _kept: dict[object, Any] = field(default_factory=dict)

    def once(self, key: object, make: Callable[[], Any]) -> Any:
        """Return what was made for a key before, or make it: nothing here changes any more."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]

    def lasting(self) -> dict[object, Any]:
        """Return what was made of words and tags alone, which hold while those do."""
        return {key: self._kept[key] for key in list(self._kept) if LASTS in str(key)}

    @property
    def tags(self) -> pl.DataFrame:
        """Return customer_id, tag and family of every tag, a customer's twice-given one twice."""
        return pl.concat([self.rules, self.hand])


_lock = threading.Lock()
_last: list[Roll] = []


def roll_now() -> Roll:
    """Return the roll as the book is now; inside a transaction it is read anew and not kept."""
    if connection.in_atomic_block:
        return _whole(_state())
    kept = _last[0] if _last else None
    if kept and kept.state == _state():
        return kept
    with _lock:
        state = _state()  # again: who waited here may find the work done
        kept = _last[0] if _last and _last[0].state.token <= state.token else None
        if kept and kept.state == state:
            return kept
        fresh = _renewed(kept, state) if kept else None
        fresh = fresh or _whole(state)
        _last[:] = [fresh]
        return fresh


def forget_roll() -> None:
    """Forget what is kept: the book was put in another's place."""
    _last.clear()
    forget_made()


def _state() -> State:
    return State(current_token(), current_run_id(), frozenset(taking_in()), key_fields_now())


def _customers(state: State) -> str:
    dialect = "sqlite" if connection.vendor == "sqlite" else "postgres"
    lacking = "".join(
        f" + CASE WHEN {has_sql(spec, dialect)} THEN 0 ELSE {1 << at} END"
        for at, spec in enumerate(state.key_fields)
    )
    return f"SELECT {_COLUMNS}, 0{lacking} AS lacking FROM customer c WHERE {settled('c')}"  # noqa: S608


def _touched(state: State) -> str:
    """Return the SQL of the customers that may differ since a state."""
    through = {customers_touched_through(spec) for spec in state.key_fields} - {""}
    parts = [TOUCHED_CUSTOMERS, customers_touched_by("interaction"), *sorted(through)]
    return " UNION ".join(parts).replace("{token}", str(state.token))


def _whole(state: State) -> Roll:
    found = _found(state.run_id)
    customers = _rows(_customers(state), _SCHEMA).join(found, on="id", how="left").sort("id")
    return Roll(state, _worded(customers), found, _rule_tags(state.run_id), _hand_tags())


def _renewed(kept: Roll, state: State) -> Roll | None:
    """Return the roll with the touched rows read again; None when all had better be."""
    if kept.state.key_fields != state.key_fields:
        return None
    since = _touched(kept.state)
    touched = _rows(since, {"id": pl.Int64})["id"]
    many = touched.len() > max(100, kept.customers.height * _MANY)
    if many or were_taken_out(kept.state.pending - state.pending):
        return None
    same_run = kept.state.run_id == state.run_id
    found = kept.found if same_run else _found(state.run_id)
    rules = kept.rules if same_run else _rule_tags(state.run_id)
    stay = kept.customers.filter(~pl.col("id").is_in(touched.implode()))
    if not same_run:
        stay = stay.select(list(_SCHEMA)).join(found, on="id", how="left")
    fresh = _rows(f"{_customers(state)} AND c.id IN ({since})", _SCHEMA).join(
        found, on="id", how="left"
    )
    tagged = f"SELECT id FROM tag WHERE rev > {kept.state.token} LIMIT 1"  # noqa: S608 - a number
    hand = _hand_tags() if _rows(tagged, {"id": pl.Int64}).height else kept.hand
    fresh = _worded(fresh)
    customers = pl.concat([_worded(stay), fresh]).sort("id")
    alike = same_run and hand is kept.hand and _same_choices(kept, touched, fresh)
    return Roll(state, customers, found, rules, hand, kept.lasting() if alike else {})


def _same_choices(kept: Roll, touched: pl.Series, fresh: pl.DataFrame) -> bool:
    """Say whether the touched rows count for the same choices as before: a follow-up came in."""
    before = kept.customers.filter(pl.col("id").is_in(touched.implode())).select(*_CHOSEN_BY)
    return before.equals(fresh.select(*_CHOSEN_BY).sort("id"))


def _worded(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with their few words as numbers, which compare and group faster."""
    few = [*WORDS, "segment", "abc", *(n for n in rows.columns if n.startswith("tier "))]
    return rows.with_columns(pl.col(few).cast(pl.Categorical))


def _found(run_id: int | None) -> pl.DataFrame:
    """Return what a run says of each customer, a column a scheme."""
    mine = f"WHERE run_id = {run_id or 0}"
    standings = f"SELECT customer_id, amount_fen, segment, abc FROM standing {mine}"  # noqa: S608
    found = _rows(standings, _STANDING)
    scores = f"SELECT customer_id, scheme, tier FROM score {mine}"  # noqa: S608
    tiers = _rows(scores, {"id": pl.Int64, "scheme": pl.String, "tier": pl.String})
    for (scheme,), rows in sorted(tiers.group_by("scheme")):
        column = rows.select("id", pl.col("tier").alias(f"tier {scheme}"))
        found = found.join(column, on="id", how="full", coalesce=True)
    return found


def _rule_tags(run_id: int | None) -> pl.DataFrame:
    sql = (
        f"SELECT customer_id, tag, family FROM tag WHERE run_id = {run_id or 0} AND origin = 'rule'"  # noqa: S608
    )
    return _worded_tags(_rows(sql, _TAG))


def _hand_tags() -> pl.DataFrame:
    sql = "SELECT customer_id, tag, family FROM tag WHERE origin = 'hand' AND gone_at IS NULL"
    return _worded_tags(_rows(sql, _TAG))


def _worded_tags(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.col("tag", "family").cast(pl.Categorical))


def _rows(sql: str, schema: dict[str, Any]) -> pl.DataFrame:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return pl.DataFrame(cursor.fetchall(), schema=schema, orient="row")
