"""An intake laid out: steps, the sheet as it is, its columns, problems by cause, counts."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from zhike.records.batch.lookups import BatchRow
from zhike.records.said import said
from zhike.words.problem import Refused
from zhike.words.wording import count

COUNTS = {
    "new": gettext_lazy("新增"),
    "changed": gettext_lazy("更新"),
    "same": gettext_lazy("相同"),
    "unclear": gettext_lazy("不明"),
    "rejected": gettext_lazy("未入"),
}
KINDS = {
    "customers": gettext_lazy("客户表"),
    "contacts": gettext_lazy("联系人表"),
    "interactions": gettext_lazy("跟进表"),
    "orders": gettext_lazy("订单表"),
    "order_lines": gettext_lazy("订单明细表"),
    "products": gettext_lazy("产品表"),
    "events": gettext_lazy("行为表"),
    "cases": gettext_lazy("问题单表"),
    "quotes": gettext_lazy("报价表"),
    "contracts": gettext_lazy("合同表"),
    "payments": gettext_lazy("回款表"),
    "demands": gettext_lazy("需求表"),
    "competitor_contacts": gettext_lazy("竞品接触表"),
}
CAUSES = {
    "S0-08": gettext_noop("日期"),
    "S0-09": gettext_noop("金额"),
    "S0-10": gettext_noop("行业"),
    "S0-11": gettext_noop("名称"),
    "S0-27": gettext_noop("评分"),
    "S0-29": gettext_noop("时间先后"),
    "S1-07": gettext_noop("跟进时间"),
    "S1-09": gettext_noop("反馈"),
    "S1-10": gettext_noop("跟进人不认识"),
    "S1-30": gettext_noop("规模"),
    "S3-05": gettext_noop("缺少编号或名称"),
    "S3-09": gettext_noop("疑似重复"),
    "S3-13": gettext_noop("选项不认识"),
    "S3-14": gettext_noop("地区"),
}
STATES = {"已回退": gettext_lazy("已放弃")}
SHOWN = 60  # problem lines on the page; the download has all
OTHER = gettext_noop("整张表")


def steps(batch: BatchRow) -> list[dict[str, str]]:
    """Return 文件—列—问题—预览—完成 with where the batch stands."""
    over = batch.state != "待确认"
    here = reverse("collect_batch", args=[batch.id])
    return [
        {"label": _("文件"), "state": "done"},
        {"label": _("列"), "state": "done", "url": "" if over else f"{here}#columns"},
        {"label": _("问题"), "state": "done", "url": f"{here}#problems"},
        {
            "label": _("预览"),
            "state": "done" if over else "now",
            "url": "" if over else f"{here}#preview",
        },
        {"label": said(batch.state) if over else _("完成"), "state": "now" if over else "later"},
    ]


def counts(batch: BatchRow) -> list[dict[str, Any]]:
    """Return the fates of the handed-over rows as figures."""
    return [
        {
            "name": word,
            "text": count(batch.fates.get(fate, 0)),
            "unit": _("行"),
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
    words = (_("没有读"), _("把握不大，请看一眼"), _("大概是"), _("有把握"))
    return {
        **column,
        "index": index,
        "dots": "●" * dots + "○" * (3 - dots),
        "sure": words[dots],
        "samples": _("、").join(column["samples"]),
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
            raise Refused(_("请选公式“%(formula)s”算的是哪一栏。") % {"formula": formula})
        if formula:
            said[path] = formula
    return said


def causes(problems: pl.DataFrame, *, batch_id: int, cause: str) -> list[dict[str, Any]]:
    """Return the causes with how many cells each has, as chips; the chosen one is marked."""
    here = reverse("collect_batch", args=[batch_id])
    if problems.is_empty():
        return []
    named = {*CAUSES.values(), OTHER}
    counted = _by_cause(problems).group_by("cause").len().sort("len", descending=True)
    found = [
        {
            "label": said(name) if name in named else name, "count": number, "here": name == cause,
            "url": f"{here}?cause={name}#problems",
        }
        for name, number in counted.rows()
    ]  # fmt: skip
    every = {
        "label": _("全部"),
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
    row = (
        pl.when(pl.col("row") == 0).then(pl.lit("")).otherwise("!" + pl.col("row").cast(pl.String))
    )
    place = pl.col("file") + sheet + row
    grouped = (
        some.with_columns(place.alias("place"))
        .group_by("column", "value", "message", "severity", maintain_order=True)
        .agg(pl.len().alias("times"), pl.col("place").first())
        .sort(pl.col("severity") != "reject", -pl.col("times").cast(pl.Int64), maintain_order=True)
    )
    shown = [
        {
            "place": _("%(place)s 等 %(times)s 处") % {"place": row["place"], "times": row["times"]}
            if row["times"] > 1
            else row["place"],
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
    heads = [_("文件"), _("表"), _("行"), _("列"), _("原值"), _("怎么了"), _("结果"), _("规则")]
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
            "files": _("、").join(batch.files),
            "kind": _("、").join(str(KINDS.get(kind, kind)) for kind in batch.kind.split("+")),
            "said": " · ".join(
                f"{word} {count(batch.fates[fate])}"
                for fate, word in COUNTS.items()
                if batch.fates.get(fate)
            ),
            "state": said(STATES.get(batch.state, batch.state)),
            "waits": batch.state == "待确认",
            "undoable": batch.state == "已接收",
            "by": batch.by,
            "at": batch.at,
        }
        for batch in batches
    ]
