"""An intake laid out: steps, the sheet as it is, its columns, problems by cause, counts."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from django.urls import reverse

from zhike.records.batch.lookups import BatchRow
from zhike.words.problem import Refused
from zhike.words.wording import count

COUNTS = {
    "new": "新增", "changed": "更新", "same": "相同", "unclear": "不明", "rejected": "未入",
}  # fmt: skip
KINDS = {
    "customers": "客户表", "contacts": "联系人表", "interactions": "跟进表", "orders": "订单表",
    "order_lines": "订单明细表", "products": "产品表", "events": "行为表", "cases": "问题单表",
    "quotes": "报价表", "contracts": "合同表", "payments": "回款表", "demands": "需求表",
    "competitor_contacts": "竞品接触表",
}  # fmt: skip
CAUSES = {
    "S0-08": "日期", "S0-09": "金额", "S0-10": "行业", "S0-11": "名称", "S0-27": "评分",
    "S0-29": "时间先后", "S1-07": "跟进时间", "S1-09": "反馈", "S1-10": "跟进人不认识",
    "S1-30": "规模", "S3-05": "缺少编号或名称", "S3-09": "疑似重复", "S3-13": "选项不认识",
    "S3-14": "地区",
}  # fmt: skip
STATES = {"已回退": "已放弃"}
SHOWN = 60  # problem lines on the page; the download has all
OTHER = "整张表"


def steps(batch: BatchRow) -> list[dict[str, str]]:
    """Return 文件—列—问题—预览—完成 with where the batch stands."""
    over = batch.state != "待确认"
    here = reverse("collect_batch", args=[batch.id])
    return [
        {"label": "文件", "state": "done"},
        {"label": "列", "state": "done", "url": "" if over else f"{here}#columns"},
        {"label": "问题", "state": "done", "url": f"{here}#problems"},
        {
            "label": "预览",
            "state": "done" if over else "now",
            "url": "" if over else f"{here}#preview",
        },
        {"label": batch.state if over else "完成", "state": "now" if over else "later"},
    ]


def counts(batch: BatchRow) -> list[dict[str, Any]]:
    """Return the fates of the handed-over rows as figures."""
    return [
        {
            "name": word,
            "text": count(batch.fates.get(fate, 0)),
            "unit": "行",
            "heed": fate in ("unclear", "rejected") and batch.fates.get(fate, 0) > 0,
        }
        for fate, word in COUNTS.items()
    ]


def to_write(batch: BatchRow) -> int:
    """Return how many rows accepting would write."""
    return batch.fates.get("new", 0) + batch.fates.get("changed", 0)


def new_customers(batch: BatchRow) -> int:
    """Return how many customers a file of customers alone brought."""
    return batch.fates.get("new", 0) if batch.kind == "customers" else 0


def sheets(understood: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return each sheet with its columns as choices of fields."""
    return [
        {
            **sheet,
            "said": KINDS.get(sheet["kind"], sheet["kind"]),
            "heads": [column for column in sheet["columns"] if not column["reckoned"]],
            "columns": [_column(column, index) for index, column in enumerate(sheet["columns"])],
            "read": sum(bool(column["path"]) for column in sheet["columns"]),
            "grid": [["" if cell is None else cell for cell in row] for row in sheet["rows"]],
        }
        for sheet in understood
    ]


def _column(column: Mapping[str, Any], index: int) -> dict[str, Any]:
    sure = column["confidence"]
    dots = 0 if not column["path"] else 3 if sure >= 0.9 else 2 if sure >= 0.6 else 1
    words = ("没有读", "把握不大，请看一眼", "大概是", "有把握")
    return {
        **column,
        "index": index,
        "dots": "●" * dots + "○" * (3 - dots),
        "sure": words[dots],
        "samples": "、".join(column["samples"]),
    }


def chosen_fields(
    understood: Sequence[Mapping[str, Any]], chosen: Mapping[str, str], before: Mapping[str, str]
) -> dict[str, str]:
    """Return {field: column} as said by hand: what was said before, and what changed now.

    `chosen` holds `<sheet number>-<column number>` → field path, empty for not read.
    """
    said = dict(before)
    for number, sheet in enumerate(understood):
        for index, column in enumerate(sheet["columns"]):
            wanted = chosen.get(f"{number}-{index}", column["path"])
            if wanted == column["path"]:
                continue
            if column["path"] and said.get(column["path"], column["head"]) == column["head"]:
                said[column["path"]] = ""
            if wanted:
                said[wanted] = column["head"]
    return said


def chosen_formulas(
    understood: Sequence[Mapping[str, Any]], chosen: Mapping[str, str]
) -> dict[str, str]:
    """Return {field: formula} as typed under each sheet's columns.

    `chosen` holds `formula-<sheet number>` → formula and `reckoned-<sheet number>` → field path.
    """
    said = {}
    for number in range(len(understood)):
        formula = chosen.get(f"formula-{number}", "").strip()
        path = chosen.get(f"reckoned-{number}", "")
        if formula and not path:
            raise Refused(f"请选公式“{formula}”算的是哪一栏。")
        if formula:
            said[path] = formula
    return said


def causes(problems: pl.DataFrame, *, batch_id: int, cause: str) -> list[dict[str, Any]]:
    """Return the causes with how many cells each has, as chips; the chosen one is marked."""
    here = reverse("collect_batch", args=[batch_id])
    if problems.is_empty():
        return []
    counted = _by_cause(problems).group_by("cause").len().sort("len", descending=True)
    found = [
        {
            "label": name, "count": number, "here": name == cause,
            "url": f"{here}?cause={name}#problems",
        }
        for name, number in counted.rows()
    ]  # fmt: skip
    every = {
        "label": "全部",
        "count": problems.height,
        "here": not cause,
        "url": f"{here}#problems",
    }
    return [every, *found]


def lines(problems: pl.DataFrame, *, cause: str) -> tuple[list[dict[str, Any]], int]:
    """Return the problems of a cause, equal ones as one line, worst first; and how many remain."""
    some = _by_cause(problems)
    if cause:
        some = some.filter(pl.col("cause") == cause)
    sheet = pl.when(pl.col("sheet") == "").then(pl.lit("")).otherwise("#" + pl.col("sheet"))
    place = pl.col("file") + sheet + "!" + pl.col("row").cast(pl.String)
    grouped = (
        some.with_columns(place.alias("place"))
        .group_by("column", "value", "message", "severity", maintain_order=True)
        .agg(pl.len().alias("times"), pl.col("place").first())
        .sort(pl.col("severity") != "reject", -pl.col("times").cast(pl.Int64), maintain_order=True)
    )
    shown = [
        {
            "place": f"{row['place']} 等 {row['times']} 处" if row["times"] > 1 else row["place"],
            "column": row["column"],
            "value": row["value"],
            "message": row["message"],
            "reject": row["severity"] == "reject",
        }
        for row in grouped.head(SHOWN).iter_rows(named=True)
    ]
    return shown, grouped.height - len(shown)


def _by_cause(problems: pl.DataFrame) -> pl.DataFrame:
    """Name each problem's cause: by its rule, else by its column, else the sheet as a whole."""
    column = pl.when(pl.col("column") != "").then(pl.col("column")).otherwise(pl.lit(OTHER))
    named = pl.col("rule").replace_strict(CAUSES, default=column, return_dtype=pl.String)
    return problems.with_columns(named.alias("cause"))


def as_rows(problems: pl.DataFrame) -> tuple[list[str], list[list[str]]]:
    """Return the problems as heads and rows of a file to mend by."""
    heads = ["文件", "表", "行", "列", "原值", "怎么了", "结果", "规则"]
    kept = problems.select(
        "file", "sheet", pl.col("row").cast(pl.String), "column", "value", "message",
        pl.when(pl.col("severity") == "reject").then(pl.lit("未导入")).otherwise(pl.lit("已导入")),
        "rule",
    ).fill_null("")  # fmt: skip
    return heads, [list(row) for row in kept.rows()]


def recent(batches: Sequence[BatchRow]) -> list[dict[str, Any]]:
    """Return recent batches as lines: files, what came of them, what can still be done."""
    return [
        {
            "id": batch.id,
            "files": "、".join(batch.files),
            "kind": "、".join(KINDS.get(kind, kind) for kind in batch.kind.split("+")),
            "said": " · ".join(
                f"{word} {count(batch.fates[fate])}"
                for fate, word in COUNTS.items()
                if batch.fates.get(fate)
            ),
            "state": STATES.get(batch.state, batch.state),
            "waits": batch.state == "待确认",
            "undoable": batch.state == "已接收",
            "by": batch.by,
            "at": batch.at,
        }
        for batch in batches
    ]
