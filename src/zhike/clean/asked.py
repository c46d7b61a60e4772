"""Rows a person is to answer for: which record they are, a new one, or none."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from zhike.clean.outcome import unclear_said
from zhike.clean.parts import Parts
from zhike.words.mending import Answer

ASKED = {
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
REPEATED, FOREIGN, MERGED = "repeated", "foreign", "merged"
AMBIGUOUS, TAKEN, LIKELY = "ambiguous", "taken", "likely"
MAY = {
    REPEATED: ("same", "new", "skip"),
    FOREIGN: ("skip",),
    MERGED: ("same", "skip"),
    AMBIGUOUS: ("same", "new", "skip"),
    TAKEN: ("same", "skip"),
    LIKELY: ("same", "new", "skip"),
}
_GIVEN = {
    "customers": {"external_id": "客户编号", "name": "客户名称", "credit_code": "信用代码"},
    "contacts": {"name": "联系人", "phone": "联系电话"},
}


def answer_key() -> pl.Expr:
    """Return what an answer to a row is filed under: its identity, of repeated ones its place."""
    place = pl.concat_str(
        pl.lit("@"), "_file", pl.lit("#"), "_sheet", pl.lit("!"), pl.col("_row").cast(pl.String)
    )
    repeated = ~pl.col("_identity").is_first_distinct()
    return pl.when(repeated).then(pl.col("_identity") + place).otherwise("_identity")


def asked_rows(parts: Parts) -> pl.DataFrame:
    """Return the rows of ASKED for every record that waits for a person (`_why`)."""
    found = [
        _asked(noun, rows) for noun, rows in parts.items() if "_why" in rows.columns and rows.height
    ]
    return pl.concat([pl.DataFrame(schema=ASKED), *found])


def _asked(noun: str, rows: pl.DataFrame) -> pl.DataFrame:
    known = pl.concat_list(pl.col("_known_id").cast(pl.Int64)).list.drop_nulls()
    ids = pl.col("_ids") if "_ids" in rows.columns else known
    key = answer_key() if "_key" not in rows.columns else pl.col("_key")
    keyed = rows.with_columns(key.alias("_key"), ids.alias("_ids"))
    waiting = keyed.filter(pl.col("_why").is_not_null())
    return waiting.select(
        file="_file",
        sheet="_sheet",
        row="_row",
        key="_key",
        noun=pl.lit(noun),
        why="_why",
        message=unclear_said(noun),
        ids="_ids",
        given=pl.Series(
            [_given(noun, row) for row in waiting.iter_rows(named=True)], dtype=pl.String
        ),
    )


def _given(noun: str, row: Mapping[str, Any]) -> str:
    said = {
        label: str(row[name])
        for name, label in _GIVEN.get(noun, {}).items()
        if row.get(name) is not None
    }
    return json.dumps(said, ensure_ascii=False)


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


def unanswered(asked: pl.DataFrame, answers: Mapping[str, Answer]) -> pl.DataFrame:
    """Return the rows nobody has answered for yet."""
    return asked.filter(~pl.col("key").is_in(list(answers)))
