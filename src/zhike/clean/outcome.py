"""What becomes of the rows people handed over, told from what becomes of their records."""

from collections.abc import Sequence

import polars as pl

from zhike.clean.findings import no_problems, problems_at
from zhike.clean.parts import Parts
from zhike.clean.plain_kinds import PLAIN
from zhike.words.proposal import FATES

_MAIN = {
    "customers": ("customers",),
    "contacts": ("contacts",),
    "interactions": ("interactions",),
    "orders": ("orders", "order_lines"),
    "order_lines": ("order_lines",),
} | {noun: (noun,) for noun in PLAIN}
_SAID = {
    ("customers", "repeated"): "这个客户编号前面已出现过，内容不同，没有导入；请合并成一行",
    ("orders", "repeated"): "这个订单号前面已出现过，内容不同，没有导入；"
    "一个订单有几行时请按订单明细导入（--kind order_lines）",
}
_REPEATED = "与前面某行的编号相同、内容不同，没有导入；请确认以哪一行为准"
_MERGED = "这个客户已并入别的客户，这一行的内容又有变化，没有改动；请在合并后的客户上核对"
_FOREIGN = "这条记录归其他同事负责，没有改动；需要修改请找负责人或管理员"


def row_fates(parts: Parts, handed: Sequence[tuple[str, pl.DataFrame]]) -> dict[str, int]:
    """Return how many of the rows handed over have each fate, all five named.

    `handed` has the kind of each sheet and `_at`, `_rejected` of its rows. A row is rejected or
    unclear when any of its records is; new when its own record is new; changed when only another
    of them is.
    """
    counts: dict[str, int] = dict.fromkeys(FATES, 0)
    for kind, rows in handed:
        fate = rows.join(_told(kind, parts), on="_at", how="left").select(_FATE.alias("fate"))
        for name, count in fate["fate"].value_counts().iter_rows():
            counts[name] += count
    return counts


_FATE = (
    pl.when("_rejected").then(pl.lit("rejected"))
    .when("unclear").then(pl.lit("unclear"))
    .when("new").then(pl.lit("new"))
    .when("moved").then(pl.lit("changed"))
    .otherwise(pl.lit("same"))
)  # fmt: skip


def _told(kind: str, parts: Parts) -> pl.DataFrame:
    """Return what the records of each row say, for a sheet of this kind."""
    nothing = {"_at": pl.Int64, "unclear": pl.Boolean, "new": pl.Boolean, "moved": pl.Boolean}
    said = [
        rows.select(
            "_at",
            unclear=pl.col("_fate") == "unclear",
            new=(pl.col("_fate") == "new") & pl.lit(noun in _MAIN[kind]),
            moved=pl.col("_fate").is_in(["new", "changed"]),
        )
        for noun, rows in parts.items()
    ]
    return pl.concat([pl.DataFrame(schema=nothing), *said]).group_by("_at").agg(pl.all().any())


def unclear_rows(parts: Parts, heads: dict[str, str]) -> pl.DataFrame:
    """Return a problem for each record that waits for a person; `heads` names the key columns."""
    found = [_unclear(noun, rows, heads) for noun, rows in parts.items() if "_why" in rows.columns]
    return pl.concat([no_problems(), *found])


def _unclear(noun: str, rows: pl.DataFrame, heads: dict[str, str]) -> pl.DataFrame:
    repeated = _SAID.get((noun, "repeated"), _REPEATED)
    foreign = pl.col("_why") == "foreign"
    return problems_at(
        rows.filter(pl.col("_why").is_not_null()),
        column=heads.get(f"{noun}.external_id", ""),
        value=pl.col("_identity").str.split(":").list.slice(1).list.join(":"),
        rule="S3-09",
        message=pl.when(foreign)
        .then(pl.lit(_FOREIGN))
        .when(pl.col("_why") == "merged")
        .then(pl.lit(_MERGED))
        .otherwise(pl.lit(repeated)),
        severity="warn",
    )
