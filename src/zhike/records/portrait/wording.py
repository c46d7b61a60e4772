"""History lines as people read them: 区域：华东 → 华南."""

from collections.abc import Sequence
from typing import Any

from zhike.records.account.models import Account
from zhike.records.history.models import HistoryLine
from zhike.words.wording import NOTHING

LABELS = {
    "title": "任务", "due_on": "期限", "outcome": "结果", "tag": "标签", "owner_id": "跟进人",
    "name": "客户名称", "customer_type": "客户类型", "status": "客户状态", "region": "区域",
    "size_label": "规模", "source_channel": "接触渠道", "potential": "潜在价值评分",
    "demand_type": "需求类型", "demand_text": "需求描述", "main_business": "主营业务",
    "remark": "备注", "plan": "计划",
}  # fmt: skip


def owner_names(lines: Sequence[HistoryLine]) -> dict[int, str]:
    """Return the names of the people some lines moved customers or tasks between."""
    values = [(line.before or {}, line.after or {}) for line in lines]
    ids = {pair["owner_id"] for pairs in values for pair in pairs if pair.get("owner_id")}
    return dict(Account.objects.filter(pk__in=ids).values_list("id", "name")) if ids else {}


def said(line: HistoryLine, names: dict[int, str]) -> str:
    """Return what a line changed, field by field, or else why it was done."""
    before, after = line.before or {}, line.after or {}
    parts = []
    for key in [*after, *(key for key in before if key not in after)]:
        if key not in LABELS:
            continue
        old, new = _value(key, before.get(key), names), _value(key, after.get(key), names)
        parts.append(f"{LABELS[key]}：{f'{old} → ' if key in before else ''}{new}")
    return "，".join(parts) or line.why


def _value(key: str, value: Any, names: dict[int, str]) -> str:
    if value in (None, ""):
        return "待分配" if key == "owner_id" else NOTHING
    return names.get(value, str(value)) if key == "owner_id" else str(value)
