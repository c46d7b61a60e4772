"""What an analysis pass found, laid out for keeping, for scripts and for a page."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from zhike.playbook.scoring import Factor, ScoreModel

_STANDINGS = {
    "R": "recency_days",
    "F": "frequency",
    "M_fen": "amount_fen",
    "rfm": "rfm",
    "segment": "segment",
}
_SCORE_COLUMNS = ("customer_id", "scheme", "score", "tier", "provisional", "missing", "explanation")


def standings(rfm: pl.DataFrame, abc: pl.DataFrame) -> pl.DataFrame:
    """Return one row a customer who bought: RFM beside ABC.

    Columns: customer_id, recency_days, frequency, amount_fen, rfm, segment, abc, share.
    """
    classes = abc.select("customer_id", "abc", "share")
    named = rfm.select("customer_id", *(pl.col(old).alias(new) for old, new in _STANDINGS.items()))
    joined = named.join(classes, on="customer_id", how="full", coalesce=True)
    texts = pl.col("rfm", "segment", "abc").fill_null("")
    return joined.with_columns(texts).sort("customer_id")


def score_rows(model: ScoreModel, scores: pl.DataFrame) -> pl.DataFrame:
    """Return the scores of one model as they are kept.

    Columns: customer_id, scheme, score, tier, provisional, missing, explanation, parts (JSON: model
    version, to_next, on_edge and the value, unit, points and weight of each factor).
    """
    factors = pl.concat_list([_factor(factor) for factor in model.factors])
    parts = pl.struct(
        pl.lit(model.code).alias("model"), pl.col("model").alias("version"), "to_next", "on_edge",
        factors.alias("factors"),
    )  # fmt: skip
    kept = scores.with_columns(parts.struct.json_encode().alias("parts"))
    return kept.select(*_SCORE_COLUMNS, "parts").sort("customer_id")


def _factor(factor: Factor) -> pl.Expr:
    return pl.struct(
        pl.lit(factor.name).alias("name"),
        pl.col(factor.name).cast(pl.Float64).alias("value"),
        pl.lit(factor.unit).alias("unit"),
        pl.col(f"{factor.name}得分").alias("points"),
        pl.lit(factor.weight).alias("weight"),
    )


def summary(
    *, found: Mapping[str, pl.DataFrame], customers: int, as_of: str, window: str
) -> dict[str, Any]:
    """Return the counts of a pass in the shape scripts rely on (DESIGN §7), money in 元.

    `found` holds standings, scores and tags. Orders and repeat customers are those of the window.
    """
    standing = found["standings"]
    bought = standing.filter(pl.col("frequency") > 0)
    return {
        "as_of": as_of,
        "window": window,
        "customers_count": customers,
        "buyers_count": bought.height,
        "orders_count": int(bought["frequency"].sum()),
        "repeat_customers": bought.filter(pl.col("frequency") > 1).height,
        "segments": _classes(standing, "segment"),
        "abc": _classes(standing, "abc"),
        "tiers": _tiers(found["scores"]),
        "tags": _counts(found["tags"], "tag"),
    }


def _classes(standing: pl.DataFrame, by: str) -> dict[str, dict[str, int | float]]:
    named = standing.filter(pl.col(by) != "")
    grouped = named.group_by(by).agg(pl.len().alias("n"), pl.col("amount_fen").sum()).sort(by)
    return {name: {"customers": n, "amount": fen / 100} for name, n, fen in grouped.rows()}


def _tiers(scores: pl.DataFrame) -> dict[str, dict[str, int]]:
    schemes = scores["scheme"].unique().sort().to_list()
    given = scores.filter(pl.col("tier") != "")
    return {name: _counts(given.filter(pl.col("scheme") == name), "tier") for name in schemes}


def _counts(rows: pl.DataFrame, by: str) -> dict[str, int]:
    return dict(rows.group_by(by).agg(pl.len()).sort(by).rows())


def people(found: Mapping[str, pl.DataFrame], churn: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield each customer's results in the shape scripts rely on; `id` is the inner one."""
    bought = {row["customer_id"]: row for row in found["standings"].iter_rows(named=True)}
    scores, tags, leaving = _by(found["scores"]), _by(found["tags"]), _by(churn)
    for number in sorted({*bought, *scores, *tags}):
        yield {
            "id": number,
            **_standing(bought.get(number, {})),
            "scores": {row["scheme"]: row["score"] for row in scores[number]},
            "tiers": {row["scheme"]: row["tier"] for row in scores[number] if row["tier"]},
            "tags": [row["tag"] for row in tags[number]],
            "churn": {
                k: v for row in leaving[number] for k, v in row.items() if k != "customer_id"
            },
        }


def _standing(row: Mapping[str, Any]) -> dict[str, Any]:
    fen = row.get("amount_fen")
    return {
        "R": row.get("recency_days"),
        "F": row.get("frequency"),
        "M": None if fen is None else fen / 100,
        "rfm": row.get("rfm") or None,
        "segment": row.get("segment") or None,
        "abc": row.get("abc") or None,
    }


def _by(rows: pl.DataFrame) -> defaultdict[int, list[dict[str, Any]]]:
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.iter_rows(named=True):
        found[row["customer_id"]].append(row)
    return found
