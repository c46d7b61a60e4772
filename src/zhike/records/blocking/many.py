"""Which kept customers are like many new ones at once: asked together."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl
import pyarrow as pa

from zhike.clean.matching.blocking import asked_texts
from zhike.clean.matching.conditions import Form
from zhike.clean.matching.forms import comparable
from zhike.clean.matching.hashing import numbered
from zhike.clean.matching.models import MODELS
from zhike.clean.matching.typed import Typed
from zhike.records.blocking.lookups import LOOKED_AT, Alike, Weighing, weighing
from zhike.records.blocking.partners import read_members, read_sizes
from zhike.records.identities import identities

STEP = 10_000  # new customers that are asked about at once


class Reach(NamedTuple):
    """How far one looks for the like of each: by the telling keys alone or all, how many kept
    customers it is weighed against, and how rare at least what they share is.
    """

    telling_alone: bool
    most: int
    least: int


AS_ONE = Reach(telling_alone=False, most=LOOKED_AT, least=0)  # as each is asked about alone
NEAR = Reach(telling_alone=True, most=3, least=6)  # at least as rare as one key of four customers
_TEXTS = ("kind", "name", "credit_code", "city", "province", "region", "address")
_LISTS = ("phones", "emails", "contacts")
SAID = "查找相近的客户"
Progress = Callable[[int, int, str], None]


def alike_many(
    customers: Sequence[Typed], *, reach: Reach, tell: Progress
) -> Iterator[list[Alike]]:
    """Yield for each new customer the kept ones it probably is one with, the likest first.

    The weights of `alike_customers`. `tell` is told how far it is.
    """
    by_kind = {is_person: weighing(is_person=is_person) for is_person in (False, True)}
    for at in range(0, len(customers), STEP):
        tell(at, len(customers), SAID)
        forms = comparable(_frame(customers[at : at + STEP]))
        met = _candidates(forms, reach)
        asked = _rows(forms.filter(pl.col("id").is_in(list(met))))
        kept = _rows(comparable(identities({one for ids in met.values() for one in ids})))
        for place in range(forms.height):
            others = [kept[one] for one in met.get(place, ()) if one in kept]
            yield _weighed(asked[place], others, by_kind) if others else []


def _rows(forms: pl.DataFrame) -> dict[int, dict[str, Any]]:
    return {row["id"]: row for row in forms.iter_rows(named=True)}


def _weighed(form: Form, others: Sequence[Form], by_kind: Mapping[bool, Weighing]) -> list[Alike]:
    """Return those of some customers that are probably one with another, by their forms."""
    scorer, crowd = by_kind[form["is_person"]]
    told = [
        Alike(other["id"], scorer.likeness(form, other, crowd))
        for other in others
        if other["is_person"] == form["is_person"]
    ]
    sure = (alike for alike in told if alike.likeness.verdict == "duplicate")
    return sorted(sure, key=lambda alike: (-alike.likeness.weight, alike.id))


def _candidates(forms: pl.DataFrame, reach: Reach) -> dict[int, list[int]]:
    """Return by id the kept customers that share keys, those with the rarest first."""
    texts = (
        frame.with_columns(largest=key.largest)
        for model in MODELS
        for key, frame in asked_texts(
            forms.filter(_kind(model.name)), model, telling_alone=reach.telling_alone
        )
    )
    rows = pl.concat([pl.DataFrame(schema=_ASKED), *numbered(texts)]).unique()
    sized = rows.join(read_sizes(rows["key"].unique().to_list()), on="key")
    few = sized.filter(pl.col("size") <= pl.col("largest"))
    met = few.join(read_members(few["key"].unique().to_list()), on="key")
    rarity = 8 - pl.col("size").log(2).floor()
    score = met.group_by("id", "other").agg(score=rarity.sum())
    best = score.filter(pl.col("score") >= reach.least).sort(
        "id", "score", "other", descending=[False, True, False]
    )
    listed = best.group_by("id", maintain_order=True).agg(pl.col("other").head(reach.most))
    return dict(listed.iter_rows())


_ASKED = {"key": pl.Int64, "id": pl.Int64, "largest": pl.Int32}


def _kind(model: str) -> pl.Expr:
    return pl.col("is_person") == (model == "person")


def _frame(customers: Sequence[Typed]) -> pl.DataFrame:
    """Return customers as `comparable` takes them; lists by Arrow, which takes all of them at once
    where Polars makes a series of each.
    """
    columns = {
        name: pl.Series([getattr(one, name) or None for one in customers], dtype=pl.String)
        for name in _TEXTS
    }
    for name in _LISTS:
        lists = [list(getattr(one, name)) for one in customers]
        columns[name] = pl.Series(pa.array(lists, pa.list_(pa.large_string())))
    return pl.DataFrame({"id": pl.Series(range(len(customers)), dtype=pl.Int64)} | columns)
