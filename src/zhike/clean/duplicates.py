"""A new customer that may be kept already, found by what is exactly equal (S0-11, S3-09)."""

import polars as pl

from zhike.clean.names import match_keys

SAID = {"credit_code": "统一社会信用代码一致", "name": "客户名称一致", "phone": "联系电话一致"}
_BITS = {"credit_code": 20.0, "name": 8.0, "phone": 8.0}  # how strongly one equality speaks
BEARERS = 20  # kept customers that one value leads to
_PRIOR_BITS = -12.0  # two customers taken at random are almost never one


def pairs_across(fresh: pl.DataFrame, kept: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of a new customer (`_at`) and a kept one (`id`) with an equal value.

    Both have any of name, phone, credit_code; a kept one may stand in several rows, one a phone.
    A value leads to the first BEARERS kept ones that have it: a switchboard's number is shared by
    thousands. The answer has `_at`, `id`, a yes/no column for each value, and `weight` in bits.
    """
    new = _keys(fresh.with_columns(id="_at")).rename({"id": "_at"})
    old = _keys(kept)
    pairs = pl.concat(_sharing(new, old, what) for what in SAID).unique(maintain_order=True)
    for what in SAID:
        pairs = _with_equal(pairs, new, old, what)
    return pairs.with_columns(_weight())


def _sharing(new: pl.DataFrame, old: pl.DataFrame, what: str) -> pl.DataFrame:
    """Return `_at` and `id` of the new and the first kept ones that share a value."""
    bearers = old.select("id", what).drop_nulls().unique(maintain_order=True)
    first = bearers.group_by(what, maintain_order=True).head(BEARERS)
    return new.select("_at", what).drop_nulls().join(first, on=what).select("_at", "id")


def _with_equal(
    pairs: pl.DataFrame, new: pl.DataFrame, old: pl.DataFrame, what: str
) -> pl.DataFrame:
    """Return the pairs with a yes/no column that says whether they share a value."""
    asked = pairs.join(new.select("_at", what).drop_nulls(), on="_at")
    same = asked.join(old.select("id", what), on=["id", what], how="semi").select("_at", "id")
    told = pairs.join(
        same.with_columns(pl.lit(value=True).alias(what)), on=["_at", "id"], how="left"
    )
    return told.with_columns(pl.col(what).fill_null(value=False))


def _keys(customers: pl.DataFrame) -> pl.DataFrame:
    """Return id and the three values to compare, null where there is nothing to go by."""
    nothing = pl.Series([None] * customers.height, dtype=pl.String)
    column = {
        what: customers[what].cast(pl.String) if what in customers.columns else nothing
        for what in SAID
    }
    column["name"] = match_keys(column["name"])
    return pl.DataFrame({"id": customers["id"], **column}).with_columns(
        pl.when((pl.col(what) != "") & ~pl.col(what).str.contains("*", literal=True))
        .then(pl.col(what))
        .alias(what)
        for what in SAID
    )


def _weight() -> pl.Expr:
    terms = [pl.col(what).cast(pl.Float64) * bits for what, bits in _BITS.items()]
    return (pl.sum_horizontal(terms) + _PRIOR_BITS).alias("weight")
