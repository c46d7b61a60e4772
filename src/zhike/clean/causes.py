"""Problems put together by what they have in common, so that one answer mends many cells."""

from collections.abc import Mapping

import polars as pl

from zhike.playbook.playbook import Playbook
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused

CAUSES = {
    "S0-07": "来源",
    "S0-08": "日期",
    "S0-09": "金额",
    "S0-10": "行业",
    "S0-11": "名称",
    "S0-27": "评分",
    "S0-29": "时间先后",
    "S1-07": "跟进时间",
    "S1-09": "反馈",
    "S1-10": "跟进人不认识",
    "S1-30": "规模",
    "S3-05": "缺少编号或名称",
    "S3-09": "疑似重复",
    "S3-13": "选项不认识",
    "S3-14": "地区",
    "S3-14.within": "地区",
    "S4-06": "来源",
}
WHOLE_SHEET = "整张表"
CELL, WORD, OWNER, ANSWER, COLUMN, CREATE = "cell", "word", "owner", "answer", "column", "create"
_BY_RULE = {"S1-10": OWNER, "S3-09": ANSWER}
_OF_ROWS = ("S0-29", "S3-14.within")  # the cell is right somewhere else: no word for all of them
_WORDS = ("code", "industry", "region", "yes_no", "range")  # said again and again in a column
_DAYS = ("date", "partial_date", "moment")
UNCLEAR_ORDER = ("分不清月和日", "年份只有两位")
"""Days that one word said for the whole column makes clear (zhike.collect.orders)."""
_UNKNOWN_COLUMNS = "这些列不认识"
_NO_CUSTOMER = "^客户“.*”不存在"


def by_cause(
    problems: pl.DataFrame, *, mapping: Mapping[str, str], playbook: Playbook
) -> pl.DataFrame:
    """Return the problems with `path`, `cause`, `fix`, `kind` (of message) and `group`.

    `mapping` is Proposal.mapping. Problems of one group are mended together: equal words of one
    field, one unknown colleague, or cells of a field with the same kind of trouble.
    """
    placed = problems.with_columns(path=_path(problems, mapping))
    specs = {path: _spec(path, playbook) for path in placed["path"].unique()}
    named = placed.with_columns(
        cause=_cause(), fix=_fix(specs), kind=_kind_of_message(), at=pl.int_range(pl.len())
    )
    unclear = pl.col("message").str.contains("|".join(UNCLEAR_ORDER))
    same_value = pl.col("fix").is_in([WORD, OWNER]) & ~unclear
    told = pl.when(same_value).then("value").otherwise("kind")
    anywhere = pl.col("fix") == OWNER  # one colleague is one answer, whatever the sheet
    place = [pl.when(~anywhere).then(name).otherwise(pl.lit("")) for name in ("path", "column")]
    key = pl.concat_str("rule", "fix", "severity", *place, told, separator="\x1f")
    return named.with_columns(group=key.hash(seed=0).cast(pl.String)).drop("at")


def _path(problems: pl.DataFrame, mapping: Mapping[str, str]) -> pl.Series:
    """Return the field each problem's head is read as, by its own sheet's mapping."""
    placed = pl.concat_str("file", pl.lit("#"), "sheet", pl.lit("!"), "column")
    said = pl.Series(list(mapping), dtype=pl.String), list(mapping.values())
    return problems.select(
        pl.coalesce(
            placed.replace_strict(*said, default=None, return_dtype=pl.String),
            pl.col("column").replace_strict(*said, default=None, return_dtype=pl.String),
            pl.lit(""),
        ).alias("path")
    ).to_series()


def _spec(path: str, playbook: Playbook) -> FieldSpec | None:
    try:
        return playbook.field(path) if path else None
    except Refused:
        return None


def _cause() -> pl.Expr:
    """Name the cause: by the rule, else by the column, else the sheet as a whole."""
    rest = pl.when(pl.col("column") != "").then("column").otherwise(pl.lit(WHOLE_SHEET))
    return pl.coalesce(
        pl.col("rule").replace_strict(CAUSES, default=None, return_dtype=pl.String), rest
    )


def _fix(specs: Mapping[str, FieldSpec | None]) -> pl.Expr:
    kinds = {path: _kind(spec) for path, spec in specs.items()}
    kind = pl.col("path").replace_strict(
        list(kinds), list(kinds.values()), default="", return_dtype=pl.String
    )
    by_rule = pl.col("rule").replace_strict(_BY_RULE, default=None, return_dtype=pl.String)
    given = pl.col("value").fill_null("") != ""
    return (
        pl.when(pl.col("row") == 0)
        .then(
            pl.when(pl.col("message").str.starts_with(_UNKNOWN_COLUMNS))
            .then(pl.lit(COLUMN))
            .otherwise(pl.lit(""))
        )
        .when(by_rule.is_not_null())
        .then(by_rule)
        .when(pl.col("message").str.contains(_NO_CUSTOMER))
        .then(pl.lit(CREATE))
        .when(given & kind.is_in([*_WORDS, *_DAYS]) & ~pl.col("rule").is_in(_OF_ROWS))
        .then(pl.lit(WORD))
        .otherwise(pl.lit(CELL))
    )


def _kind(spec: FieldSpec | None) -> str:
    """Return the kind of a field; an open text that has a word list counts as a word."""
    if spec is None:
        return ""
    return "code" if spec.vocabulary and spec.kind == "text" else spec.kind


def _kind_of_message() -> pl.Expr:
    """Return the message without what differs from cell to cell: quoted values and numbers."""
    plain = pl.col("message").str.replace_all(r"“[^”]*”", "“…”")
    return plain.str.replace_all(r"\d+", "#")
