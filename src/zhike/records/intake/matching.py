"""Kept records found by other things than their identity: chosen keys, or what may be the same."""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl
from django.db import connection

from zhike.clean.names import match_keys
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.intake.candidates import standing, whose
from zhike.records.intake.known import ids_of, visible_ids
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.own import has_own
from zhike.records.rows import CHUNK, among, as_one, holding
from zhike.words.viewer import Viewer

STEP = 5_000
MATCHED: dict[str, pl.DataType | type[pl.DataType]] = {
    "_at": pl.Int64,
    "_ids": pl.List(pl.Int64),
    "_found": pl.String,
}
SIMILAR = {
    "id": pl.Int64,
    "name": pl.String,
    "phone": pl.String,
    "credit_code": pl.String,
    "said": pl.String,
}


def matched_rows(noun_name: str, paths: Sequence[str], values: pl.DataFrame) -> pl.DataFrame:
    """Return which live records agree with rows in the chosen fields (clean.own_keys.Matching).

    All of the book is looked at, not the asker's rows alone: whose a record is decides later what
    may be done with it. Records that hang on another are looked for under the same one.
    """
    noun = NOUNS[noun_name]
    wanted = values
    if noun.parent:
        parents = ids_of(noun.parent_noun, values["_parent"])
        ids = pl.DataFrame(
            {"_parent": list(parents), "_of": list(parents.values())},
            schema={"_parent": pl.String, "_of": pl.Int64},
        )
        wanted = values.join(ids, on="_parent", maintain_order="left")
    if wanted.is_empty() or not noun.model._default_manager.exists():
        return pl.DataFrame(schema=MATCHED)
    hits = wanted
    for number, path in enumerate(paths):
        kept = _holding(noun, path, wanted[path])
        hits = hits.join(
            kept, left_on=[path, *(["_id"] if number else [])],
            right_on=["value", *(["_id"] if number else [])], how="inner", maintain_order="left",
        )  # fmt: skip
    if noun.parent:
        hits = hits.filter(pl.col("_of") == _parents_of(noun, hits["_id"]))
    return _told(noun, hits)


def _holding(noun: Noun, path: str, values: pl.Series) -> pl.DataFrame:
    """Return `value` and `_id` of the live records that hold one of the values in a field."""
    owner, _, name = path.partition(".")
    source = NOUNS[owner]
    back = "id" if source is noun else source.parent
    column = "match_key" if path == "customers.name" else name
    rows: list[tuple[Any, int]] = []
    for some in _steps(values.unique().to_list()):
        rows += (
            _in_column(source, column, back, some)
            if column in source.columns
            else _in_own(source, column, back, some)
        )
    texts = [str(value) for value, _ in rows]
    ids = [record for _, record in rows]
    schema = {"value": pl.String, "_id": pl.Int64}
    return pl.DataFrame({"value": texts, "_id": ids}, schema=schema).unique(maintain_order=True)


def _in_column(source: Noun, column: str, back: str, values: list[str]) -> list[tuple[Any, int]]:
    field = source.columns[column]
    given = [field.get_db_prep_value(field.to_python(value), connection) for value in values]
    rows = source.model._default_manager.filter(gone_at__isnull=True).order_by("id")
    held = holding(rows, column, given)
    return list(held.values_list(field.name, back))


def _in_own(source: Noun, name: str, back: str, values: list[str]) -> list[tuple[Any, int]]:
    rows = source.model._default_manager.filter(has_own(name), gone_at__isnull=True)
    wanted = set(values)
    held = rows.order_by("id").values_list("own", back)
    return [(own[name], record) for own, record in held if str(own.get(name)) in wanted]


def _parents_of(noun: Noun, ids: pl.Series) -> pl.Series:
    found: dict[int, int] = {}
    for some in _steps(ids.unique().to_list()):
        rows = noun.model._default_manager.filter(pk__in=some)
        found |= dict(rows.values_list("id", noun.parent))
    return ids.replace_strict(found, default=None, return_dtype=pl.Int64)


def _told(noun: Noun, hits: pl.DataFrame) -> pl.DataFrame:
    together = hits.group_by("_at", maintain_order=True).agg(pl.col("_id").unique().sort())
    single = together.filter(pl.col("_id").list.len() == 1)["_id"].list.first()
    identities = dict(_identities(noun, single.to_list()))
    first = pl.col("_id").list.first()
    one = pl.when(pl.col("_id").list.len() == 1).then(
        first.replace_strict(identities, default=None, return_dtype=pl.String)
    )
    return together.select("_at", _ids="_id", _found=one)


def _identities(noun: Noun, ids: Iterable[int]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for some in _steps(list(ids)):
        rows = holding(noun.model._default_manager.all(), "id", some)
        found += rows.values_list("id", "identity")
    return found


def identities_for(viewer: Viewer, noun_name: str, ids: list[int]) -> dict[int, str]:
    """Return the identity of kept records the Viewer may see, by the id they are asked for under.

    A customer that went into another stands for that one.
    """
    noun = NOUNS[noun_name]
    stands = {one: standing(noun, one) for one in ids}
    mine = visible_ids(viewer, noun, list(stands.values()))
    known = dict(_identities(noun, mine))
    return {one: known[now] for one, now in stands.items() if now in known}


def similar_customers(viewer: Viewer, values: pl.DataFrame) -> pl.DataFrame:
    """Return live customers that share a name, phone or credit code (clean.likely.Similar).

    One outside the Viewer's sight bears neither name nor number, only whose it is.
    """
    if not Customer.objects.live().exists():
        return pl.DataFrame(schema=SIMILAR)
    by = values.partition_by("what", as_dict=True)
    names = by.get(("name",), values.clear())["value"]
    hits = {
        *_ids_where("customer", "match_key", "id", match_keys(names).unique().to_list()),
        *_ids_where("customer", "credit_code", "id", _of(by, values, "credit_code")),
        *_ids_where("contact", "phone", "customer_id", _of(by, values, "phone")),
    }
    return _similar(viewer, sorted(hits)) if hits else pl.DataFrame(schema=SIMILAR)


def _of(by: dict[Any, pl.DataFrame], values: pl.DataFrame, what: str) -> list[str]:
    found: list[str] = by.get((what,), values.clear())["value"].to_list()
    return [one for one in found if "*" not in one]


def _ids_where(table: str, column: str, wanted: str, values: list[str]) -> list[int]:
    select = f'SELECT {wanted} FROM "{table}" WHERE gone_at IS NULL AND {among(column)}'  # noqa: S608
    found: list[int] = []
    for some in _steps([value for value in values if value]):
        with connection.cursor() as cursor:
            cursor.execute(select, [as_one(some)])
            found += [record for (record,) in cursor.fetchall()]
    return found


def _similar(viewer: Viewer, ids: list[int]) -> pl.DataFrame:
    mine = visible_ids(viewer, NOUNS["customers"], ids)
    rows: list[tuple[int, str, str, str]] = []
    phones: list[tuple[int, str]] = []
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        customers = Customer.objects.live().filter(pk__in=some).select_related("owner__team")
        rows += [(c.pk, c.name, c.credit_code, _said(c, mine)) for c in customers]
        contacts = Contact.objects.live().filter(customer_id__in=some).exclude(phone="")
        phones += contacts.values_list("customer_id", "phone")
    kept = pl.DataFrame(rows, schema=["id", "name", "credit_code", "said"], orient="row")
    told = pl.DataFrame(phones, schema={"id": pl.Int64, "phone": pl.String}, orient="row")
    return kept.cast({"id": pl.Int64}).join(told, on="id", how="left").select(list(SIMILAR))


def _said(row: Customer, mine: set[int]) -> str:
    if row.pk not in mine:
        return whose(row)
    number = row.external_id or row.number
    return f"{row.name or number}（{number}）"


def _steps(values: list[Any]) -> Iterable[list[Any]]:
    return (values[start : start + STEP] for start in range(0, len(values), STEP))
