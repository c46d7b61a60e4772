"""What the customers of one tier have in common, each share with its n (S1-17, S2-22, S2-23)."""

from collections.abc import Sequence

import polars as pl

from zhike.analyse.traits import BETWEEN, NOTHING

COMMON = 0.5  # a share from which on something is said of the whole tier
LEAST_N = 10  # fewer customers carry no 普遍
MOST_TRAITS = 3


def features_of(people: pl.DataFrame) -> str:
    """Return the industry most of a tier is in and the traits most of it shows, with counts.

    `people` have industry_group and traits. Without a majority the largest industry is named as
    such; a trait is named when at least half of the tier shows it.
    """
    parts = [_industry(people), *_common(people, "traits")]
    return "；".join(part for part in parts if part) or "—"


def problems_of(people: pl.DataFrame, complaints: pl.DataFrame) -> str:
    """Return the topic most of a tier complain of; 普遍 only from half of ten on (S2-23)."""
    mine = complaints.join(people.select("customer_id"), on="customer_id", how="semi")
    if mine.is_empty():
        return "—"
    topic, n = _largest(mine.select("customer_id", "topic").unique(), "topic")
    said = f"{n}/{people.height} 家"
    if n / people.height >= COMMON and people.height >= LEAST_N:
        return f"普遍反映{topic}（{said}）"
    return f"投诉最多的是{topic}（{said}）"


def _industry(people: pl.DataFrame) -> str:
    known = people.drop_nulls("industry_group")
    if known.is_empty():
        return ""
    name, n = _largest(known, "industry_group")
    said = f"{n}/{people.height} 家"
    if n / people.height >= COMMON:
        return f"主要集中在{name}（{said}）"
    return f"行业分散，最多的是{name}（{said}）"


def _common(people: pl.DataFrame, column: str) -> Sequence[str]:
    words = people.select(pl.col(column).str.split(BETWEEN).alias("word")).explode("word")
    words = words.filter(pl.col("word").is_not_null(), pl.col("word") != NOTHING)
    counted = words.group_by("word").len("n").sort(["n", "word"], descending=[True, False])
    common = counted.filter(pl.col("n") >= people.height * COMMON).head(MOST_TRAITS)
    return [f"{word}（{n}/{people.height} 家）" for word, n in common.rows()]


def _largest(rows: pl.DataFrame, by: str) -> tuple[str, int]:
    named = rows.with_columns(pl.col(by).fill_null("未分类"))
    counted = named.group_by(by).len("n").sort(["n", by], descending=[True, False])
    word, n = counted.row(0)
    return str(word), int(n)
