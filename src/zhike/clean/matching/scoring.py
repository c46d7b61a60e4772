"""Splink gives candidate pairs their weight, comparison by comparison."""

from typing import Any

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker

from zhike.clean.matching.conditions import Condition
from zhike.clean.matching.levels import Comparison, Level, Model
from zhike.clean.matching.one_off import with_cuts
from zhike.clean.matching.rarity import Book, WholeBook, book_size, shares
from zhike.clean.matching.weights import OTHER, Chance, ModelWeights

_ELSE = Condition("ELSE", lambda _a, _b: True)
GAMMA, BITS, RARITY = "gamma_", "mw_", "mw_tf_adj_"


def scored(
    forms: pl.DataFrame,
    pairs: pl.DataFrame,
    model: Model,
    weights: ModelWeights,
    *,
    where: str,
    book: Book | None = None,
) -> pl.DataFrame:
    """Return the pairs a, b with `weight` in bits, `probability` and each comparison's level.

    `gamma_<comparison>` is Splink's number of the level (-1 for nothing to compare, 0 for
    different), `bits_<comparison>` what it adds, `rarity_<comparison>` the part of it that is due
    to how rare the value is in the `book`, all the forms where none is given. `where` is SQL over
    Splink's columns that says which pairs to keep.
    """
    with duckdb.connect() as connection:
        linker = open_linker(connection, forms, pairs, model, weights, book or WholeBook(forms))
        found = linker.inference.predict(warning_mode="never")
        parts = ", ".join(_columns(one) for one in model.comparisons)
        kept: pl.DataFrame = connection.sql(
            f"select unique_id_l as a, unique_id_r as b, match_weight as weight,"  # noqa: S608
            f" match_probability as probability, {parts}"
            f" from {found.physical_name} where {where} order by a, b"
        ).pl()
        return kept


def open_linker(
    connection: duckdb.DuckDBPyConnection,
    forms: pl.DataFrame,
    pairs: pl.DataFrame,
    model: Model,
    weights: ModelWeights,
    book: Book,
) -> Linker:
    """Return Splink's linker over the forms, told which pairs to score and how rare values are."""
    api = DuckDBAPI(connection)
    short = [name for name in ("core", "person") if _is_compared(f"{name}_cuts", model)]
    met = with_cuts(forms.join(_met(pairs), on="id", how="semi"), short)
    used = [name for name in met.columns if _is_compared(name, model)]
    compared = api.register(met.select(pl.col("id").alias("unique_id"), *used).to_arrow())
    settings = splink_settings(model, weights, book_size(book.size))
    linker = Linker(compared, settings, log_level=None, validate_settings=False)
    for column in model.columns():
        table = api.register(shares(book, column).to_arrow())
        linker.table_management.register_term_frequency_lookup(table, column)
    blocked = pairs.select(match_key=pl.lit("0"), join_key_l="a", join_key_r="b")
    linker.table_management.register_blocked_pairs_for_predict(api.register(blocked.to_arrow()))
    return linker


def splink_settings(model: Model, weights: ModelWeights, size: int) -> dict[str, Any]:
    """Return the model as Splink's settings, for a book of `size` records."""
    return {
        "link_type": "dedupe_only",
        "probability_two_random_records_match": min(0.5, 2 * weights.pairs / size),
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        "blocking_rules_to_generate_predictions": [{"blocking_rule": "1=1"}],
        "comparisons": [
            {
                "output_column_name": one.name,
                "comparison_levels": _levels(one, dict(weights.levels[one.name])),
            }
            for one in model.comparisons
        ],
    }


def _levels(comparison: Comparison, chances: dict[str, Chance]) -> list[dict[str, Any]]:
    none = {
        "sql_condition": comparison.missing.sql,
        "is_null_level": True,
        "label_for_charts": "none",
    }
    told = [_level(level, chances[level.name]) for level in comparison.levels]
    return [none, *told, _level(Level(OTHER, _ELSE, comparison.other), chances[OTHER])]


def _level(level: Level, chance: Chance) -> dict[str, Any]:
    told = {
        "sql_condition": level.condition.sql,
        "label_for_charts": level.name,
        "m_probability": chance.same,
        "u_probability": chance.different,
    }
    if not level.rare:
        return told
    rare = {"tf_adjustment_column": level.rare, "disable_tf_exact_match_detection": True}
    return {**told, **rare, "tf_adjustment_weight": 1.0}


def _is_compared(column: str, model: Model) -> bool:
    """Say whether the SQL of a model reads a column."""
    told = (
        f"{one.missing.sql} {level.condition.sql}"
        for one in model.comparisons
        for level in one.levels
    )
    return any(f"{column}_l" in text for text in told)


def _met(pairs: pl.DataFrame) -> pl.DataFrame:
    return pl.concat([pairs.select(id="a"), pairs.select(id="b")]).unique()


def _columns(comparison: Comparison) -> str:
    """Return SQL for a comparison's level and its bits."""
    rare = any(level.rare for level in comparison.levels)
    rarity = f" + {RARITY}{comparison.name}" if rare else ""
    bits = f"{BITS}{comparison.name}{rarity}"
    told = f"{GAMMA}{comparison.name}, {bits} as bits_{comparison.name}"
    return told + (f", {RARITY}{comparison.name} as rarity_{comparison.name}" if rare else "")
