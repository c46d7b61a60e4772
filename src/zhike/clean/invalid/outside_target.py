"""A customer of an industry the team does not sell to; without a target list nobody is."""

import polars as pl

from zhike.clean.invalid_example import Example
from zhike.playbook.trust import Invalid

ID = "S0-14.industry"
SAID = "非目标行业"
DOES = "行业不在目标行业里；没有写目标行业时谁都不算，行业还没认出来的也不算"
EXAMPLES: tuple[Example, ...] = (
    (
        {"industry_code": "F52", "industry_text": "零售"},
        {"目标行业": ["C"]},
        "行业“零售”不在目标行业里",
    ),
    ({"industry_code": "C34", "industry_text": "机械"}, {"目标行业": ["C", "I65"]}, None),
    ({"industry_code": "I65", "industry_text": "软件"}, {"目标行业": ["I"]}, None),
    ({"industry_code": "", "industry_text": "看不懂"}, {"目标行业": ["C"]}, None),
    ({"industry_code": "F52", "industry_text": "零售"}, {}, None),
)


def doubt(rows: pl.DataFrame, told: Invalid) -> pl.Series:
    """Return the sentence for each row, null where the industry is a target or not known."""
    code = pl.col("industry_code").fill_null("")
    inside = [code.str.starts_with(target) for target in told.industries]
    outside = (code != "") & ~pl.any_horizontal([pl.lit(value=not inside), *inside])
    named = pl.when(pl.col("industry_text") != "").then("industry_text").otherwise(code)
    said = pl.format("行业“{}”不在目标行业里", named)
    return rows.select(pl.when(outside).then(said)).to_series()
