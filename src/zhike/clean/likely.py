"""New customers of a sheet that may be kept already, asked about in the step (S3-09)."""

from collections.abc import Callable, Collection, Mapping

import polars as pl

from zhike.clean.alike_rows import Alike, alike_rows
from zhike.clean.asked import ASKED, LIKELY, first_phones, given_of
from zhike.clean.duplicates import BEARERS, SAID, pairs_across
from zhike.clean.findings import no_problems, problems_at
from zhike.clean.no_firm import says_no_firm
from zhike.clean.parts import Parts

Similar = Callable[[pl.DataFrame], pl.DataFrame]
"""similar(values) → kept customers that share one of the values: id, name, phone, credit_code and
what may be `said` of each. `values` has what, value."""
NOBODY_LIKELY = pl.DataFrame(schema=ASKED | {"value": pl.String, "what": pl.String})
MOST = 5  # kept customers told of for one new one
_LABELS = {"name": "客户名称", "phone": "联系电话", "credit_code": "信用代码"}
_PATHS = {
    "name": "customers.name",
    "phone": "contacts.phone",
    "credit_code": "customers.credit_code",
}


def likely_rows(
    parts: Parts, similar: Similar, alike: Alike | None = None, *, answered: Collection[str]
) -> pl.DataFrame:
    """Return the new customers that share name, phone or credit code with kept ones.

    Of those that don't, the ones that look `alike`. ASKED, and `value` and `what` of the strongest
    thing they share. Rows people answered for are left out.
    """
    fresh = _fresh(parts, answered)
    equal = _equal_rows(parts, fresh, similar)
    if alike is None:
        return equal
    rest = fresh.filter(~pl.col("_identity").is_in(equal["key"].implode()))
    return pl.concat([equal, alike_rows(parts, rest, alike).select(equal.columns)])


def _equal_rows(parts: Parts, fresh: pl.DataFrame, similar: Similar) -> pl.DataFrame:
    kept = similar(_values(fresh)) if fresh.height else fresh
    if kept.is_empty():
        return NOBODY_LIKELY
    pairs = pairs_across(fresh, kept)
    said = kept.select("id", "said").unique("id")
    told = pairs.join(said, on="id").sort(
        "_at", pl.col("weight"), "id", descending=[False, True, False]
    )
    together = told.group_by("_at", maintain_order=True).agg(
        pl.col("id").head(MOST).alias("ids"),
        pl.len().alias("more"),
        *(pl.first(name) for name in ("said", *_LABELS)),
    )
    return _asked(together.join(fresh, on="_at", suffix="!", maintain_order="left"), parts)


def _fresh(parts: Parts, answered: Collection[str]) -> pl.DataFrame:
    """Return new customers: places, identity, external_id and the three values to compare."""
    customers = parts["customers"].filter(
        (pl.col("_fate") == "new") & ~pl.col("_identity").is_in(list(answered))
    )
    texts = ("external_id", "name", "credit_code")
    rows = customers.select(
        "_at", "_file", "_sheet", "_row", "_identity",
        *(
            pl.col(name) if name in customers.columns else pl.lit(None, pl.String).alias(name)
            for name in texts
        ),
    )  # fmt: skip
    named = rows.with_columns(pl.when(~says_no_firm(pl.col("name"))).then("name").alias("name"))
    return named.join(first_phones(parts), on="_identity", how="left", maintain_order="left")


def _values(fresh: pl.DataFrame) -> pl.DataFrame:
    return pl.concat(
        fresh.select(pl.lit(what).alias("what"), pl.col(what).alias("value")).drop_nulls().unique()
        for what in _LABELS
    )


def _asked(rows: pl.DataFrame, parts: Parts) -> pl.DataFrame:
    """Return ASKED rows with a sentence each: what is the same, with whom, what to choose."""
    same = [
        pl.when(pl.col(what)).then(pl.lit(SAID[what])) for what in ("credit_code", "name", "phone")
    ]
    what = pl.coalesce(
        pl.when(pl.col(one)).then(pl.lit(one)) for one in ("credit_code", "name", "phone")
    )
    counted = pl.min_horizontal("more", BEARERS).cast(pl.String)
    above = pl.when(pl.col("more") >= BEARERS).then(pl.lit("以上")).otherwise(pl.lit(""))
    more = pl.when(pl.col("more") > 1).then(pl.lit("等 ") + counted + pl.lit(" 家") + above)
    message = pl.concat_str(
        pl.lit("和“"), "said", pl.lit("”"), more.fill_null(""),
        pl.concat_str(*same, separator="、", ignore_nulls=True),
        pl.lit("，可能是同一家；请选同一家、不是同一家，或不导入"),
    )  # fmt: skip
    whole = rows.with_columns(message=message, what=what)
    values = {one: f"{one}!" for one in _LABELS}
    value = pl.coalesce(
        pl.when(pl.col("what") == one).then(pl.col(name)) for one, name in values.items()
    )
    known = whole.select("_at").join(parts["customers"], on="_at", maintain_order="left")
    return whole.select(
        file="_file", sheet="_sheet", row="_row", key="_identity", noun=pl.lit("customers"),
        why=pl.lit(LIKELY), message="message", ids="ids",
        given=given_of("customers", known, parts),
        value=value, what="what",
    )  # fmt: skip


def likely_problems(likely: pl.DataFrame, heads: Mapping[str, str]) -> pl.DataFrame:
    """Return a problem for each likely row, at the cell that is the same."""
    found = [
        problems_at(
            likely.filter(pl.col("what") == what).rename(
                {"file": "_file", "sheet": "_sheet", "row": "_row"}
            ),
            column=heads.get(path, ""),
            value=pl.col("value"),
            rule="S3-09",
            message=pl.col("message"),
            severity="warn",
        )
        for what, path in _PATHS.items()
    ]
    return pl.concat([no_problems(), *found])
