"""Pairs that would meet in a group though a veto forbids it."""

from collections.abc import Collection, Sequence

import polars as pl

from zhike.clean.matching.both_sides import both_sides
from zhike.clean.matching.groups import Pair, grouped, pairs_within
from zhike.clean.matching.known import ties
from zhike.clean.matching.levels import Model
from zhike.clean.matching.rarity import Book
from zhike.clean.matching.scoring import scored
from zhike.clean.matching.vetoes import FORBIDDING, VETOES, vetoed
from zhike.clean.matching.weights import ModelWeights


def held_apart(
    forms: pl.DataFrame,
    known: pl.DataFrame,
    model: Model,
    weights: ModelWeights,
    *,
    among: Collection[int] | None = None,
    book: Book | None = None,
) -> list[Pair]:
    """Return the pairs nobody compared that would meet in a group and that a veto forbids.

    `known` has the columns KNOWN. With `among`, only groups with one of these ids are looked at.
    """
    groups = _with_one_of(grouped(ties(known)), among)
    within = pl.DataFrame(pairs_within(groups), schema=_PAIR, orient="row")
    unseen = within.join(known, on=["a", "b"], how="anti")
    if unseen.is_empty():
        return []
    weighed = scored(forms, unseen, model, weights, where="true", book=book)
    judged = vetoed(both_sides(forms, weighed), VETOES[model.name])
    return judged.filter(pl.col("veto").is_in(list(FORBIDDING))).select("a", "b").rows()


_PAIR = {"a": pl.Int64, "b": pl.Int64}


def _with_one_of(groups: Sequence[list[int]], ids: Collection[int] | None) -> list[list[int]]:
    if ids is None:
        return list(groups)
    wanted = set(ids)
    return [group for group in groups if not wanted.isdisjoint(group)]
