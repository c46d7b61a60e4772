"""Rows a person is to answer for: which record they are, a new one, or none."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from zhike.clean.outcome import unclear_said
from zhike.clean.parts import Parts

ASKED: dict[str, pl.DataType | type[pl.DataType]] = {
    "file": pl.String,
    "sheet": pl.String,
    "row": pl.Int64,
    "key": pl.String,  # what an answer is filed under
    "noun": pl.String,
    "why": pl.String,
    "message": pl.String,
    "ids": pl.List(pl.Int64),  # records it may be, the likeliest first
    "given": pl.String,  # what the row says, as JSON {label: text}
}
REPEATED, FOREIGN, MERGED, ASIDE = "repeated", "foreign", "merged", "aside"
AMBIGUOUS, TAKEN, LIKELY, VAGUE = "ambiguous", "taken", "likely", "vague"
MAY = {
    REPEATED: ("same", "new", "skip"),
    FOREIGN: ("skip",),
    MERGED: ("same", "skip"),
    ASIDE: ("skip",),
    AMBIGUOUS: ("same", "new", "skip"),
    TAKEN: ("same", "skip"),
    LIKELY: ("same", "new", "skip"),
    VAGUE: ("same", "new", "skip"),
}
GIVEN = {  # what is told of a row and of its candidates, line beside line
    "customers": {
        "name": "客户名称", "external_id": "客户编号", "credit_code": "信用代码",
        "phone": "联系电话", "city": "城市", "owner_text": "跟进人",
    },
    "contacts": {"name": "联系人", "phone": "联系电话"},
}  # fmt: skip


def with_keys(rows: pl.DataFrame, which: pl.Expr) -> pl.DataFrame:
    """Return some rows with `_key`, what an answer to them is filed under.

    That is the identity, of one met again the identity and the place.
    """
    if "_key" in rows.columns:
        return rows.filter(which)
    place = pl.concat_str(
        pl.lit("@"), "_file", pl.lit("#"), "_sheet", pl.lit("!"), pl.col("_row").cast(pl.String)
    )
    again = rows.with_columns(_again=~pl.col("_identity").is_first_distinct()).filter(which)
    key = pl.when("_again").then(pl.col("_identity") + place).otherwise("_identity")
    return again.with_columns(key.alias("_key")).drop("_again")


def asked_rows(parts: Parts) -> pl.DataFrame:
    """Return the rows of ASKED for every record that waits for a person (`_why`)."""
    found = [_asked(noun, parts) for noun, rows in parts.items() if "_why" in rows.columns]
    return pl.concat([pl.DataFrame(schema=ASKED), *found])


def _asked(noun: str, parts: Parts) -> pl.DataFrame:
    rows = with_keys(parts[noun], pl.col("_why").is_not_null())
    known = pl.concat_list(pl.col("_known_id").cast(pl.Int64)).list.drop_nulls()
    own = pl.col("_ids") if "_ids" in rows.columns else pl.lit(None, pl.List(pl.Int64))
    ids = pl.when(own.list.len() > 0).then(own).otherwise(known)
    return rows.select(
        file="_file",
        sheet="_sheet",
        row="_row",
        key="_key",
        noun=pl.lit(noun),
        why="_why",
        message=unclear_said(noun),
        ids=ids,
        given=given_of(noun, rows, parts),
    )


def given_of(noun: str, rows: pl.DataFrame, parts: Parts) -> pl.Series:
    """Return what each row says of its record, as JSON {label: text}."""
    if noun == "customers":
        rows = rows.drop("phone", strict=False).join(
            first_phones(parts), on="_identity", how="left", maintain_order="left"
        )
    labels = {name: label for name, label in GIVEN.get(noun, {}).items() if name in rows.columns}
    said = [
        json.dumps(
            {labels[name]: str(text) for name, text in row.items() if text is not None},
            ensure_ascii=False,
        )
        for row in rows.select(list(labels)).iter_rows(named=True)
    ]
    return pl.Series(said or ["{}"] * rows.height, dtype=pl.String)


def first_phones(parts: Parts) -> pl.DataFrame:
    """Return `_identity` and `phone`: the first phone that comes with each customer."""
    contacts = parts.get("contacts")
    if contacts is None or "phone" not in contacts.columns:
        return pl.DataFrame(schema={"_identity": pl.String, "phone": pl.String})
    phones = contacts.select(_identity="_parent", phone="phone").drop_nulls()
    return phones.unique("_identity", keep="first", maintain_order=True)


def pairs_of(
    asked: pl.DataFrame, candidates: Mapping[int, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return asked rows as a page shows them: what each says, what it may be, what may be done.

    `candidates` has what may be told of each kept record, by its id.
    """
    return [
        {
            "identity": one["key"],
            "noun": one["noun"],
            "why": one["why"],
            "message": one["message"],
            "place": {name: one[name] for name in ("file", "sheet", "row")},
            "given": json.loads(one["given"]),
            "candidates": [dict(candidates[i]) for i in one["ids"] if i in candidates],
            "may": _may(one["why"], [candidates[i] for i in one["ids"] if i in candidates]),
        }
        for one in asked.to_dicts()
    ]


def _may(why: str, candidates: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what may be said of a row: none is the same as what the asker may not see."""
    seen = why == REPEATED or any(one.get("mine") for one in candidates)
    return [do for do in MAY[why] if do != "same" or seen]
