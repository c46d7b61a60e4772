"""The same customer kept twice, found by what is exactly equal (S0-11, S3-09)."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from zhike.clean.names import match_keys

SAID = {"credit_code": "统一社会信用代码一致", "name": "客户名称一致", "phone": "联系电话一致"}
_BITS = {"credit_code": 20.0, "name": 8.0, "phone": 8.0}  # how strongly one equality speaks
_PRIOR_BITS = -12.0  # two customers taken at random are almost never one
_APART = ("不同", "有关联")
_LARGEST = 50  # a value shared by more is a switchboard or a filler: compared with the first only


def exact_pairs(customers: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of customers with an equal name, phone or credit code.

    `customers` has `id` and any of `name`, `phone`, `credit_code`. The answer has `a` < `b`, a
    yes/no column for each of name, phone, credit_code, `weight` in bits, `probability` and
    `verdict`: `duplicate` for an equal credit code or an equal name and phone, else `review`,
    since sister companies share a phone. Masked phones say nothing.
    """
    keys = _keys(customers)
    pairs = pl.concat([_pairs_of(keys, what) for what in SAID]).unique()
    ids = keys.select("id")
    both = pairs.join(keys.rename({"id": "a"}), on="a").join(
        keys.rename({"id": "b"}), on="b", suffix="_b"
    )
    equal = [(pl.col(what) == pl.col(f"{what}_b")).fill_null(value=False) for what in SAID]
    judged = both.select("a", "b", *(e.alias(what) for e, what in zip(equal, SAID, strict=True)))
    return (
        judged.with_columns(_weight(), _verdict())
        .with_columns(probability=1 / (1 + 2.0 ** -pl.col("weight")))
        .sort("a", "b", maintain_order=True)
        if ids.height
        else judged
    )


def pairs_across(fresh: pl.DataFrame, kept: pl.DataFrame) -> pl.DataFrame:
    """Return pairs of a new customer (`_at`) and a kept one (`id`) with an equal value.

    Both have any of name, phone, credit_code; a kept one may stand in several rows, one a phone.
    The answer has `_at`, `id`, a yes/no column for each value, and `weight` in bits.
    """
    new = _keys(fresh.with_columns(id="_at")).rename({"id": "_at"})
    old = _keys(kept)
    found = [
        new.select("_at", what)
        .drop_nulls()
        .join(old.select("id", what), on=what)
        .select("_at", "id", pl.lit(what).alias("what"))
        for what in SAID
    ]
    equal = (
        pl.concat(found)
        .unique()
        .group_by("_at", "id")
        .agg(*((pl.col("what") == what).any().alias(what) for what in SAID))
    )
    return equal.with_columns(_weight())


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


def _pairs_of(keys: pl.DataFrame, what: str) -> pl.DataFrame:
    """Return the pairs that share one value; large groups are a star around their first."""
    some = (
        keys.select("id", what)
        .drop_nulls()
        .with_columns(size=pl.len().over(what), first=pl.col("id").min().over(what))
    )
    shared = some.filter(pl.col("size") > 1)
    small = shared.filter(pl.col("size") <= _LARGEST)
    all_with_all = (
        small.join(small, on=what, suffix="_b")
        .filter(pl.col("id") < pl.col("id_b"))
        .select(a="id", b="id_b")
    )
    star = shared.filter((pl.col("size") > _LARGEST) & (pl.col("id") != pl.col("first")))
    return pl.concat([all_with_all, star.select(a="first", b="id")])


def _weight() -> pl.Expr:
    terms = [pl.col(what).cast(pl.Float64) * bits for what, bits in _BITS.items()]
    return (pl.sum_horizontal(terms) + _PRIOR_BITS).alias("weight")


def _verdict() -> pl.Expr:
    sure = pl.col("credit_code") | (pl.col("name") & pl.col("phone"))
    return pl.when(sure).then(pl.lit("duplicate")).otherwise(pl.lit("review")).alias("verdict")


def settled_pairs(pairs: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs as people judged them: 不同 falls out, 有关联 is `related`.

    `judged` has a < b and said; a pair nobody spoke of stays as it was found.
    """
    known = pairs.join(judged, on=["a", "b"], how="left")
    related = pl.when(pl.col("said") == "有关联").then(pl.lit("related"))
    return known.filter(pl.col("said").ne_missing("不同")).with_columns(
        related.otherwise(pl.col("verdict")).alias("verdict")
    )


def apart_of(judged: pl.DataFrame) -> list[tuple[int, int]]:
    """Return the pairs a person said are not one customer: 不同 or 有关联."""
    return judged.filter(pl.col("said").is_in(_APART)).select("a", "b").rows()


def match_groups(pairs: pl.DataFrame, groups: pl.DataFrame) -> list[dict[str, Any]]:
    """Return what a person goes through: sets of ids with why they may be one.

    `groups` is clean.same_groups; each other pair to be reviewed is a group of two. Each has `ids`,
    `is_sure`, `later` (put off by somebody) and `evidence`.
    """
    found = pairs.with_columns(later=(pl.col("said") == "以后").fill_null(value=False))
    tied = groups.group_by("group", maintain_order=True).agg("customer_id", "sure")
    told = [_group(found, ids, sure) for _, ids, sure in tied.iter_rows()]
    member = {one: at for at, group in enumerate(told) for one in group["ids"]}
    for pair in found.filter(pl.col("verdict") != "related").iter_rows(named=True):
        a, b = pair["a"], pair["b"]
        if member.get(a) is None or member.get(a) != member.get(b):
            told.append({"ids": [a, b], "is_sure": False, **_told(pl.DataFrame([pair]))})
    return told


def _group(pairs: pl.DataFrame, ids: list[int], sure: list[bool]) -> dict[str, Any]:
    among = pairs.filter(pl.col("a").is_in(ids) & pl.col("b").is_in(ids))
    doubtful = 0 if (among["verdict"] == "duplicate").all() else sure.count(False)
    return {"ids": ids, "is_sure": not doubtful, **_told(among, doubtful=doubtful)}


def _told(pairs: pl.DataFrame, *, doubtful: int = 0) -> dict[str, Any]:
    said = [sentence for what, sentence in SAID.items() if pairs[what].any()]
    if doubtful:
        said.append(f"其中 {doubtful} 条只有名称主干和电话相同，疑似")
    return {"evidence": said, "later": bool(pairs["later"].all())}


def duplicates_json(pairs: pl.DataFrame, said: Mapping[int, str]) -> dict[str, Any]:
    """Return {"pairs": […], "groups": [[id, …]]} of `exact_pairs`, in the shape of DESIGN §7.

    `said` gives the id people know a customer by; groups are customers tied by sure duplicates.
    """
    lines = [
        {
            "a": said.get(pair["a"], str(pair["a"])),
            "b": said.get(pair["b"], str(pair["b"])),
            "weight": pair["weight"],
            "probability": round(pair["probability"], 6),
            "verdict": pair["verdict"],
            "evidence": [
                {"what": what, "weight": _BITS[what], "said": sentence}
                for what, sentence in SAID.items()
                if pair[what]
            ],
        }
        for pair in pairs.iter_rows(named=True)
    ]
    sure = pairs.filter(pl.col("verdict") == "duplicate")
    groups = _groups(list(zip(sure["a"].to_list(), sure["b"].to_list(), strict=True)))
    return {"pairs": lines, "groups": [[said.get(i, str(i)) for i in g] for g in groups]}


def _groups(pairs: list[tuple[int, int]]) -> list[list[int]]:
    """Return the sets of ids tied together by pairs, each and all in order."""
    head: dict[int, int] = {}

    def top(one: int) -> int:
        while head.setdefault(one, one) != one:
            one = head[one]
        return one

    for a, b in pairs:
        low, high = sorted((top(a), top(b)))
        head[high] = low
    groups: dict[int, list[int]] = {}
    for one in sorted(head):
        groups.setdefault(top(one), []).append(one)
    return list(groups.values())
