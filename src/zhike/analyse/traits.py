"""What customers are like, in words: where their figures stand in the group (rule S2-28)."""

from collections.abc import Sequence

import polars as pl

from zhike.playbook.reports import Trait

BETWEEN = "、"
NOTHING = "各项居中"
MOST_TOPICS = 2


def described(values: pl.DataFrame, traits: Sequence[Trait]) -> pl.DataFrame:
    """Return customer_id and `traits`, the words of the playbook joined by 、.

    `values` have customer_id and a column trait_0, trait_1 … for each trait. Among the customers
    above 0, 高 begins at the upper tercile and 低 ends at the lower one; where both are one value,
    only what lies beyond it is 高 or 低. Who has 0 is 无; a figure nobody knows says nothing.
    """
    told = values.with_columns(pl.lit("").alias("traits"))
    said = pl.col("traits")
    for place, trait in enumerate(traits):
        word = _words(values[f"trait_{place}"].cast(pl.Float64), trait)
        alone = pl.when(said == "").then(word).otherwise(pl.lit("")) if trait.only_alone else word
        told = told.with_columns(alone.alias("word"))
        both = (said != "") & (pl.col("word") != "")
        between = pl.when(both).then(pl.lit(BETWEEN)).otherwise(pl.lit(""))
        told = told.with_columns(pl.concat_str(said, between, "word").alias("traits"))
    said_or_nothing = pl.when(said == "").then(pl.lit(NOTHING)).otherwise(said)
    return told.select("customer_id", said_or_nothing.alias("traits"))


def _words(values: pl.Series, trait: Trait) -> pl.Series:
    return values.to_frame("value").select(_word(values, trait)).to_series()


def _word(values: pl.Series, trait: Trait) -> pl.Expr:
    some, value = values.filter(values > 0), pl.col("value")
    limits = (some.quantile(share, interpolation="linear") for share in (1 / 3, 2 / 3))
    lower, upper = (limit or 0.0 for limit in limits)
    word = (
        pl.when(value.is_null())
        .then(pl.lit(""))
        .when(value <= 0)
        .then(pl.lit(trait.none))
        .when((value >= upper) & (value > lower))
        .then(pl.lit(trait.high))
        .when((value <= lower) & (value < upper))
        .then(pl.lit(trait.low))
        .otherwise(pl.lit(trait.middle))
    )
    if not trait.some:
        return word
    before, _, after = trait.some.partition("{数}")
    count = value.round(0).cast(pl.Int64).cast(pl.String)
    counted = pl.concat_str(pl.lit(before), count, pl.lit(after))
    return pl.when(value > 0).then(counted).otherwise(word)


def problems(complaints: pl.DataFrame, negative: pl.DataFrame) -> pl.DataFrame:
    """Return customer_id and `problems`: the two topics complained of most, and bad feedback.

    `complaints` have customer_id, topic and n, `negative` customer_id and n (消极 feedback).
    """
    topic = pl.col("topic").fill_null("未分类")
    ranked = complaints.with_columns(topic).sort(
        ["customer_id", "n", "topic"], descending=[False, True, False]
    )
    first = ranked.group_by("customer_id", maintain_order=True).head(MOST_TOPICS)
    topics = first.group_by("customer_id", maintain_order=True).agg(
        pl.format("{}（{} 次）", "topic", "n").str.join(BETWEEN).alias("topics")
    )
    joined = topics.join(
        negative.filter(pl.col("n") > 0).select(
            "customer_id", pl.format("消极反馈 {} 次", pl.col("n").cast(pl.Int64)).alias("feedback")
        ),
        on="customer_id",
        how="full",
        coalesce=True,
    )
    said = pl.concat_str("topics", "feedback", separator=BETWEEN, ignore_nulls=True)
    return joined.select("customer_id", said.alias("problems"))
