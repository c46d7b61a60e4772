"""A customer all of whose phones only fill the cell: 11111111111, 12345678, 13800138000."""

import polars as pl

from zhike.clean.invalid_example import Example
from zhike.clean.phones import clean_phones
from zhike.playbook.trust import Invalid

ID = "S0-14.phone"
SAID = "虚假电话"
DOES = "给过的电话都是虚假号码（同一个数字、顺号、公开的测试号），没有一个能打通的"
EXAMPLES: tuple[Example, ...] = (
    ({"phones": ["11111111111"]}, {}, "电话“11111111111”是虚假号码"),
    ({"phones": [], "false_phone": "12345678"}, {}, "电话“12345678”是虚假号码"),
    ({"phones": ["13912345678"], "false_phone": "12345678"}, {}, None),
    ({"phones": ["11111111111", "13912345678"]}, {}, None),
    ({"phones": []}, {}, None),
)
_FALSE = "虚假号码"


def doubt(rows: pl.DataFrame, _told: Invalid) -> pl.Series:
    """Return the sentence for each row, null where there is a real number or none was given."""
    kept = rows.select("at", phone="phones").explode("phone").drop_nulls("phone")
    reasons = clean_phones(kept["phone"]).reasons
    kept = kept.with_columns(is_false=reasons.str.contains(_FALSE).fill_null(value=False))
    by_row = kept.group_by("at").agg(
        real=(~pl.col("is_false")).any(), first=pl.col("phone").first()
    )
    beside = rows.select("at", "false_phone").join(
        by_row, on="at", how="left", maintain_order="left"
    )
    number = pl.coalesce(pl.col("first"), pl.col("false_phone"))
    said = pl.format("电话“{}”是虚假号码", number)
    real = pl.col("real").fill_null(value=False)
    return beside.select(pl.when(~real & number.is_not_null()).then(said)).to_series()
