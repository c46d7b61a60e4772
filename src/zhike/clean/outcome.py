"""What becomes of the rows people handed over, told from what becomes of their records."""

from collections.abc import Sequence

import polars as pl

from zhike.clean.findings import no_problems, problems_at
from zhike.clean.parts import Parts
from zhike.clean.plain_kinds import PLAIN
from zhike.words.proposal import FATES, Proposal

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
_ASIDE = "这个客户在“无效”里，这一行没有导入；要用它，请先在 整理 → 无效 里放回，再导入一次"
_FOREIGN = "这条记录归其他同事负责，没有改动；需要修改请找负责人或管理员"

_WHY = {
    "foreign": _FOREIGN,
    "merged": _MERGED,
    "aside": _ASIDE,
    "vague": "名称是称呼或地名，不能凭它认定是已有的那一家，没有导入；请选是哪一条，或新建",
    "ambiguous": "按所选的键有不止一条记录对得上，没有导入；请选是哪一条，或新建",
    "taken": "按所选的键没有对上，可这个编号或名称已有记录，没有导入；请确认是不是同一条",
}


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


def fates_by_row(proposal: Proposal, rows: int) -> list[str]:
    """Return the fate of each row of a proposal of one sheet whose rows count from 1.

    They add up to the counts of `row_fates`: a row without a record fell, unless nothing is said
    against it.
    """
    made = {part.noun: part.rows.with_columns(_at="_row") for part in proposal.parts}
    fell = proposal.problems.filter(pl.col("severity") == "reject")["row"].unique()
    handed = pl.DataFrame({"_at": pl.int_range(1, rows + 1, dtype=pl.Int64, eager=True)})
    said = handed.join(_told(proposal.kind, made), on="_at", how="left", maintain_order="left")
    rejected = pl.col("_at").is_in(fell.implode()) & pl.col("moved").is_null()
    return said.with_columns(_rejected=rejected).select(fate=_FATE)["fate"].to_list()


def unclear_rows(parts: Parts, heads: dict[str, str]) -> pl.DataFrame:
    """Return a problem for each record that waits for a person; `heads` names the key columns."""
    found = [_unclear(noun, rows, heads) for noun, rows in parts.items() if "_why" in rows.columns]
    return pl.concat([no_problems(), *found])


def _unclear(noun: str, rows: pl.DataFrame, heads: dict[str, str]) -> pl.DataFrame:
    return problems_at(
        rows.filter(pl.col("_why").is_not_null()),
        column=heads.get(f"{noun}.external_id", ""),
        value=pl.col("_identity").str.split(":").list.slice(1).list.join(":"),
        rule="S3-09",
        message=unclear_said(noun),
        severity="warn",
    )


def unclear_said(noun: str) -> pl.Expr:
    """Return the sentence for each row's `_why`."""
    repeated = _SAID.get((noun, "repeated"), _REPEATED)
    return pl.col("_why").replace_strict(_WHY, default=repeated, return_dtype=pl.String)
