"""New customers of a sheet that look like kept ones, asked about in the step (S3-09)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

from zhike.clean.asked import ASKED, LIKELY, given_of
from zhike.clean.matching.typed import Typed
from zhike.clean.parts import Parts

MOST_ROWS = 200_000  # of a larger sheet the comparison of all says it, after it is taken in
_PLACES = ("city", "province", "region")
_OWN = ("name", "kind", "credit_code", *_PLACES)
_PEOPLE = {"name": "contacts", "phone": "phones", "email": "emails"}


class Guess(NamedTuple):
    """A kept customer that looks alike: what may be told of it, and what that rests on."""

    id: int
    said: str
    why: str


Alike = Callable[[Sequence[Typed]], Sequence[Sequence[Guess]]]
"""alike(customers) → for each the kept ones that look like it, the likest first."""


TOO_MANY = (
    f"新客户超过 {MOST_ROWS:,} 家，没有逐一查找看起来相近的客户；导入后会自动比对，见整理 → 查重"
)


def are_too_many(customers: pl.DataFrame) -> bool:
    """Say whether a sheet brings more new customers than are looked for here."""
    return customers.filter(pl.col("_fate") == "new").height > MOST_ROWS


def alike_rows(parts: Parts, fresh: pl.DataFrame, alike: Alike) -> pl.DataFrame:
    """Return ASKED rows, with `value` and `what`, of new customers that look like kept ones.

    `fresh` has their places and identities; of more than MOST_ROWS none is asked about here.
    """
    if not 0 < fresh.height <= MOST_ROWS:
        return pl.DataFrame(schema=ASKED | {"value": pl.String, "what": pl.String})
    rows = fresh.select("_at").join(parts["customers"], on="_at", how="left", maintain_order="left")
    guesses = alike(_typed(rows, parts))
    found = [(at, told) for at, told in zip(rows["_at"], guesses, strict=True) if told]
    told = pl.DataFrame(
        [(at, [one.id for one in some], _message(some)) for at, some in found],
        schema={"_at": rows.schema["_at"], "ids": pl.List(pl.Int64), "message": pl.String},
        orient="row",
    )
    known = told.join(rows, on="_at", how="left", maintain_order="left")
    return known.select(
        file="_file", sheet="_sheet", row="_row", key="_identity", noun=pl.lit("customers"),
        why=pl.lit(LIKELY), message="message", ids="ids",
        given=given_of("customers", known, parts), value=_name_of(known), what=pl.lit("name"),
    )  # fmt: skip


def _name_of(rows: pl.DataFrame) -> pl.Expr:
    """Return what rows call their customer; a sheet may have only its number."""
    return pl.col("name") if "name" in rows.columns else pl.lit(None, dtype=pl.String)


def _message(guesses: Sequence[Guess]) -> str:
    first, more = guesses[0], len(guesses)
    others = f"等 {more} 家" if more > 1 else ""
    return (
        f"看起来像“{first.said}”{others}（{first.why}），可能是同一家；"
        "请选同一家、不是同一家，或不导入"
    )


def _typed(rows: pl.DataFrame, parts: Parts) -> list[Typed]:
    people = _people(parts)
    told = rows.select("_identity", *(name for name in _OWN if name in rows.columns))
    return [_one(row, people.get(row["_identity"], {})) for row in told.iter_rows(named=True)]


def _one(row: Mapping[str, Any], people: Mapping[str, Sequence[str]]) -> Typed:
    return Typed(
        name=row.get("name") or "",
        kind=row.get("kind") or "organisation",
        credit_code=row.get("credit_code") or "",
        phones=people.get("phones", ()),
        emails=people.get("emails", ()),
        contacts=people.get("contacts", ()),
        **{name: row.get(name) or "" for name in _PLACES},
    )


def _people(parts: Parts) -> dict[str, dict[str, list[str]]]:
    """Return what the contacts that come with each customer give, by its identity."""
    contacts = parts.get("contacts")
    if contacts is None:
        return {}
    held = {name: many for name, many in _PEOPLE.items() if name in contacts.columns}
    lists = (pl.col(name).drop_nulls().alias(many) for name, many in held.items())
    grouped = contacts.group_by("_parent", maintain_order=True).agg(*lists)
    return {row.pop("_parent"): row for row in grouped.iter_rows(named=True)}
