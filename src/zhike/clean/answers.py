"""What people answered for unclear rows, put into the parts before their fates are told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from zhike.clean.asked import with_keys
from zhike.clean.moved import moved_parts
from zhike.clean.parts import Parts
from zhike.words.mending import Answer

Identities = Callable[[str, list[int]], dict[int, str]]


@dataclass(frozen=True, slots=True)
class Answered:
    """Parts as people answered, and the rows (`_at`) they left out."""

    parts: Parts
    left_out: pl.Series


def answered(parts: Parts, answers: Mapping[str, Answer], identities: Identities) -> Answered:
    """Return the parts with each answered row under the record it was said to be.

    `identities` gives the identity of kept records the asker may see. "same" with an id is that
    record; without one, the row wins over those before it with the same key. "new" gives a
    repeated key an identity of its own. Children follow their row.
    """
    nothing = pl.Series("_at", [], dtype=pl.Int64)
    if not answers:
        return Answered(parts, nothing)
    keyed = {noun: _keyed(rows, answers) for noun, rows in parts.items()}
    gone = [nothing]
    for noun in list(keyed):
        moved, out = _moved(noun, keyed[noun], answers, identities)
        gone.append(out)
        keyed = moved_parts(keyed, noun, moved)
    left_out = pl.concat(gone).unique()
    kept = {
        noun: rows.filter(~pl.col("_at").is_in(left_out.implode())) for noun, rows in keyed.items()
    }
    return Answered({noun: rows for noun, rows in kept.items() if rows.height}, left_out)


def _keyed(rows: pl.DataFrame, answers: Mapping[str, Answer]) -> pl.DataFrame:
    """Return the rows with the key of their answer; who is answered for is asked no more."""
    rows = with_keys(rows, pl.lit(value=True))
    done = pl.col("_key").is_in(list(answers))
    return rows.with_columns(
        pl.when(done).then(None).otherwise(pl.col(name)).alias(name)
        for name in ("_ask", "_unmatched")
        if name in rows.columns
    )


def _moved(
    noun: str, rows: pl.DataFrame, answers: Mapping[str, Answer], identities: Identities
) -> tuple[pl.DataFrame, pl.Series]:
    """Return the rows that move (clean.moved.moved_parts), and those that are left out."""
    said = rows.filter(pl.col("_key").is_in(list(answers))).select("_at", "_identity", "_key")
    known = identities(noun, [a.id for a in answers.values() if a.do == "same" and a.id])
    fresh: list[str | None] = []
    out: list[int] = []
    for at, identity, key in said.iter_rows():
        answer = answers[key]
        fresh.append(_identity_said(rows, at, answer, known, repeated=key != identity))
        if answer.do == "skip":
            out.append(at)
        elif answer.do == "same" and answer.id is None:
            same = rows.filter((pl.col("_identity") == identity) & (pl.col("_at") != at))
            out += same["_at"].to_list()
    alone = pl.col("_key") != pl.col("_identity")
    moved = said.with_columns(pl.Series("_new", fresh, dtype=pl.String), _alone=alone)
    return moved.drop_nulls("_new"), pl.Series("_at", out, dtype=pl.Int64)


def _identity_said(
    rows: pl.DataFrame, at: int, answer: Answer, known: Mapping[int, str], *, repeated: bool
) -> str | None:
    """Return the identity a row gets by its answer, None where it keeps its own."""
    identity: str = rows.filter(pl.col("_at") == at)["_identity"][0]
    if answer.do == "same" and answer.id is not None:
        return known.get(answer.id)
    if answer.do == "new" and repeated:
        before = rows.filter((pl.col("_identity") == identity) & (pl.col("_at") <= at)).height
        return f"{identity}#{before}"
    return None
