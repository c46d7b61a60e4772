"""What new customers are given that their own rows don't say."""

import polars as pl


def with_channel(rows: pl.DataFrame, channel: str) -> pl.DataFrame:
    """Return customers with the new ones that name no channel given that of their batch (S0-12)."""
    if not channel:
        return rows
    name = "source_channel"
    own = pl.col(name) if name in rows.columns else pl.lit(None, dtype=pl.String)
    new = pl.col("_fate") == "new"
    given = pl.when(new).then(pl.coalesce(own, pl.lit(channel))).otherwise(own)
    return rows.with_columns(given.alias(name))
