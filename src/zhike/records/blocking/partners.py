"""Whom many customers at once have to be compared with, by the keys of the whole book."""

from collections.abc import Mapping, Sequence

import polars as pl
from django.db import connection

from zhike.clean.matching.blocking import counted_texts, partner_texts
from zhike.clean.matching.hashing import numbered
from zhike.clean.matching.levels import Model
from zhike.clean.matching.models import MODELS
from zhike.clean.matching.rarity import PartOfBook
from zhike.records.blocking.table import standing
from zhike.records.rows import among, as_one

AT_ONCE = 20_000  # keys in one question
_SIZES = "SELECT key, COUNT(*), MIN(customer_id) FROM blocking_key WHERE {} GROUP BY key"
_MEMBERS = "SELECT key, customer_id FROM blocking_key WHERE {}"
_PAIR = {"a": pl.Int64, "b": pl.Int64}
Pairs = Mapping[str, pl.DataFrame]


def partners_of(asked: pl.DataFrame) -> Pairs:
    """Return by model the pairs a < b that kept customers have with any other by a shared key.

    `asked` is from `comparable`, of customers whose keys are in step: the same pairs as
    `candidates` finds among the forms of all.
    """
    return {model.name: _partners(_of(asked, model), model) for model in MODELS}


def around(forms: pl.DataFrame, pairs: Pairs) -> dict[str, PartOfBook]:
    """Return by model what the book knows around some customers: how many share their values."""
    stood = standing()
    sizes = {"organisation": stood.organisations, "person": stood.persons}
    return {
        model.name: PartOfBook(
            sizes[model.name], pairs[model.name], _counted(_of(forms, model), model)
        )
        for model in MODELS
    }


def _of(forms: pl.DataFrame, model: Model) -> pl.DataFrame:
    return forms.filter(pl.col("is_person") == (model.name == "person"))


def _partners(asked: pl.DataFrame, model: Model) -> pl.DataFrame:
    told = [
        frame.with_columns(strong=key.strong, largest=key.largest)
        for key, frame in partner_texts(asked, model)
    ]
    rows = pl.concat([pl.DataFrame(schema=_ASKED), *numbered(told)]).unique()
    sized = rows.join(read_sizes(rows["key"].unique().to_list()), on="key").filter(
        pl.col("size") > 1
    )
    small = sized.filter(pl.col("size") <= pl.col("largest"))
    large = sized.filter(pl.col("strong") & (pl.col("size") > pl.col("largest")))
    found = [pl.DataFrame(schema=_PAIR), _beside(small), *_stars(large)]
    return pl.concat(found).unique().sort("a", "b")


_ASKED = {"key": pl.Int64, "id": pl.Int64, "strong": pl.Boolean, "largest": pl.Int32}


def _stars(large: pl.DataFrame) -> list[pl.DataFrame]:
    """Return the pairs of large groups: each with its first, and the first with each."""
    mine = large.filter(pl.col("id") != pl.col("first")).select(a="first", b="id")
    return [mine, _beside(large.filter(pl.col("id") == pl.col("first")))]


def _beside(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of customers with all that have one of their keys."""
    others = read_members(rows["key"].unique().to_list())
    both = rows.join(others, on="key").filter(pl.col("id") != pl.col("other"))
    return both.select(a=pl.min_horizontal("id", "other"), b=pl.max_horizontal("id", "other"))


def read_sizes(keys: Sequence[int]) -> pl.DataFrame:
    """Return key, size and first (the smallest customer) of keys that somebody has."""
    return _read(_SIZES, {"key": pl.Int64, "size": pl.Int64, "first": pl.Int64}, keys)


def read_members(keys: Sequence[int]) -> pl.DataFrame:
    """Return key and other (a customer) of keys."""
    return _read(_MEMBERS, {"key": pl.Int64, "other": pl.Int64}, keys)


def _counted(forms: pl.DataFrame, model: Model) -> dict[str, pl.DataFrame]:
    """Return by column how many in the whole book have the values that two of these share."""
    counted = {}
    for column in model.columns():
        texts = counted_texts(forms, model, column)
        keyed = next(iter(numbered([texts])), texts.with_columns(key=pl.lit(0, pl.Int64)))
        sizes = read_sizes(keyed["key"].to_list())
        counted[column] = keyed.join(sizes, on="key").select(column, len="size")
    return counted


def _read(sql: str, schema: Mapping[str, type[pl.DataType]], keys: Sequence[int]) -> pl.DataFrame:
    found = [pl.DataFrame(schema=dict(schema))]
    with connection.cursor() as cursor:
        for at in range(0, len(keys), AT_ONCE):
            cursor.execute(sql.format(among("key")), [as_one(keys[at : at + AT_ONCE])])
            found.append(pl.DataFrame(cursor.fetchall(), schema=dict(schema), orient="row"))
    return pl.concat(found)
