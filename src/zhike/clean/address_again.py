"""Customers whose address lies elsewhere than the place they are kept in: that place stays."""

from collections.abc import Mapping

import polars as pl

from zhike.clean.address_places import ADDRESS, RULE
from zhike.clean.findings import no_problems, problems_at
from zhike.clean.places import FOLLOWS as PATH
from zhike.clean.places import LEVELS

FOLLOWS = PATH.partition(".")[2]  # in a part columns stand without their noun
ELSEWHERE = "_kept_elsewhere"
"""The place a record is kept in, where its row's address says another one; null elsewhere."""
_THERE = "_addressed_in"


def beside_kept_places(rows: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Return customers with ELSEWHERE, as far as addresses say their places (FOLLOWS).

    `known` has what is kept by `_identity`; of records that are not `_mine` nothing is told.
    """
    levels = [name for name in LEVELS if name in rows.columns and name in known.columns]
    if FOLLOWS not in rows.columns or not levels or "_mine" not in known.columns:
        return rows
    kept = known.filter("_mine").unique("_identity", keep="first").select(
        "_identity", *(pl.col(name).replace("", None).alias(f"{name}?") for name in levels)
    )  # fmt: skip
    beside = rows.join(kept, on="_identity", how="left", maintain_order="left")
    other = pl.any_horizontal(pl.col(f"{name}?") != pl.col(name) for name in levels)
    elsewhere = pl.col(FOLLOWS).is_not_null() & other.fill_null(value=False)
    places = {ELSEWHERE: [f"{name}?" for name in levels], _THERE: levels}
    told = beside.with_columns(
        pl.when(elsewhere).then(_whole(names)).alias(place) for place, names in places.items()
    )
    return told.drop(f"{name}?" for name in levels)


def _whole(names: list[str]) -> pl.Expr:
    """Return 江苏省苏州市吴中区, 上海市浦东新区."""
    return pl.concat_list(names).list.drop_nulls().list.unique(maintain_order=True).list.join("")


def addresses_elsewhere(rows: pl.DataFrame | None, heads: Mapping[str, str]) -> pl.DataFrame:
    """Return a problem for each customer whose address lies elsewhere; `heads` gives its column."""
    if rows is None or ELSEWHERE not in rows.columns:
        return no_problems()
    said = "地址在{}，与已有记录的{}不同，记录的地区没有改；请核对"
    return problems_at(
        rows.filter(pl.col(ELSEWHERE).is_not_null()),
        column=heads.get(ADDRESS, ""),
        value=pl.col(ADDRESS.partition(".")[2]),
        rule=RULE,
        message=pl.format(said, _THERE, ELSEWHERE),
        severity="warn",
    )
