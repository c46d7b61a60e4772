"""Years counted by an era: 民国113年5月1日, 令和6年5月1日; exact sums."""

import polars as pl

ID = "S0-08.era-years"
DOES = "民国、令和等年号换成公历"
VERSION = 1
CONFIDENCE = 1.0
EXAMPLES = {
    "民国111年3月4日": "2022-03-04",
    "民國108.11.30": "2019-11-30",
    "令和4年3月4日": "2022-03-04",
    "令和元年11月30日": "2019-11-30",
    "平成28年": "2016",
}

BEFORE = {"民国": 1911, "民國": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}
"""The year before the first of each era."""
COUNTED = rf"(?:中华|中華)?({'|'.join(BEFORE)}) ?([0-9]{{1,3}}|元)"
_FORM = rf"^{COUNTED} ?[年./-]"


def plainly(text: pl.Expr) -> pl.Expr:
    """Return 民国113年5月1日 as 2024年5月1日."""
    parts = text.str.extract_groups(_FORM).struct
    first = parts.field("1").replace_strict(BEFORE, default=None, return_dtype=pl.Int64)
    count = parts.field("2").str.replace("元", "1", literal=True).cast(pl.Int64, strict=False)
    rest = text.str.replace(_FORM, "")
    dotted = (
        pl.when(rest.str.contains(r"^[0-9]{1,2}[./-]")).then(pl.lit("-")).otherwise(pl.lit("年"))
    )
    return pl.coalesce((first + count).cast(pl.String) + dotted + rest, text)
