"""Phones as they are compared: mobiles, switchboards, and what a mask leaves of a mobile."""

import polars as pl

from zhike.clean.phones import clean_phones

_SEVERAL = r"[/、,，;；|\\\n]+|或者?"
COLUMNS = ("mobiles", "switchboards", "masks")


def phone_parts(phones: pl.Series) -> pl.DataFrame:
    """Return `mobiles`, `switchboards` and `masks` of lists of phones, null where there is none.

    A switchboard is a landline or 400 number without its extension. A mask is the first three and
    last four digits of a mobile, of a whole one as of 138****5678. Numbers that only fill a cell
    say nothing. Each list is sorted and has a number once.
    """
    rows = pl.DataFrame(
        {"row": pl.int_range(len(phones), eager=True, dtype=pl.UInt32), "p": phones}
    )
    each = rows.explode("p", empty_as_null=True).drop_nulls()
    cleaned = clean_phones(each["p"].cast(pl.String))
    told = each.select("row", value=cleaned.values, sort=cleaned.more["phone_kind"])
    mobile = pl.when(pl.col("sort") == "手机").then("value")
    told = told.select(
        "row",
        mobiles=mobile,
        switchboards=pl.when(pl.col("sort").is_in(["座机", "400"])).then(_without_extension()),
        masks=_mask(mobile),
    )
    lists = [rows.select("row")]
    for name in COLUMNS:
        found = told.select("row", name).drop_nulls().unique().sort("row", name)
        lists.append(found.group_by("row", maintain_order=True).agg(name))
    joined = lists[0]
    for one in lists[1:]:
        joined = joined.join(one, on="row", how="left", maintain_order="left")
    return joined.drop("row")


def parted_phones(text: pl.Expr) -> pl.Expr:
    """Return the numbers of a cell that holds several, as a list."""
    return text.str.replace_all(_SEVERAL, "\n").str.split("\n")


def _without_extension() -> pl.Expr:
    return pl.col("value").str.replace(r"^((?:0\d+|400)-\d+(?:-\d{4})?)-\d{1,6}$", "$1")


def _mask(mobile: pl.Expr) -> pl.Expr:
    star = pl.when(pl.col("sort") == "掩码").then("value")
    ends = star.str.extract(r"^(1[3-9]\d)\*"), star.str.extract(r"\*(\d{4})$")
    return pl.coalesce(mobile.str.head(3) + mobile.str.tail(4), ends[0] + ends[1])
