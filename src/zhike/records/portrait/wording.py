"""History lines as people read them: 区域：华东 → 华南."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.records.account.models import Account
from zhike.records.history.models import HistoryLine
from zhike.records.said import summed
from zhike.words.field import FieldSpec
from zhike.words.masked import masked
from zhike.words.masks import mask
from zhike.words.wording import NOTHING, percent

LABELS = {
    "title": "任务", "due_on": "期限", "outcome": "结果", "tag": "标签", "owner_id": "跟进人",
    "name": "客户名称", "customer_type": "客户类型", "status": "客户状态", "region": "区域",
    "size_label": "规模", "source_channel": "接触渠道", "potential": "潜在价值评分",
    "demand_type": "需求类型", "demand_text": "需求描述", "main_business": "主营业务",
    "remark": "备注", "plan": "计划", "said": "判断", "relation": "关系", "merged": "并入",
    "industry_text": "所属行业", "city": "城市", "province": "省份",
}  # fmt: skip
NAMES = frozenset({"name", "merged"})


def owner_names(lines: Sequence[HistoryLine]) -> dict[int, str]:
    """Return the names of the people some lines moved customers or tasks between."""
    values = [(line.before or {}, line.after or {}) for line in lines]
    ids = {pair["owner_id"] for pairs in values for pair in pairs if pair.get("owner_id")}
    return dict(Account.objects.filter(pk__in=ids).values_list("id", "name")) if ids else {}


def said(line: HistoryLine, names: dict[int, str], *, is_person: bool = False) -> str:
    """Return what a line changed, field by field, or else why; a person's name is masked."""
    before, after = line.before or {}, line.after or {}
    parts = []
    for key in [*after, *(key for key in before if key not in after)]:
        if key not in LABELS:
            continue
        old, new = _value(key, before.get(key), names), _value(key, after.get(key), names)
        if is_person and key in NAMES:
            old, new = mask("person", old), mask("person", new)
        parts.append(_told(LABELS[key], f"{old} → {new}" if key in before else new))
    return _("，").join(parts) or line.why


def _value(key: str, value: Any, names: dict[int, str]) -> str:
    if value in (None, ""):
        return _("待分配") if key == "owner_id" else NOTHING
    if isinstance(value, list):
        return _("、").join(map(str, value))
    return names.get(value, str(value)) if key == "owner_id" else str(value)


def said_of_record(
    line: HistoryLine, noun: str, playbook: Playbook, *, beside: Mapping[str, Any]
) -> str:
    """Return what a line changed of an order, a case …, by the playbook's names of its fields.

    `beside` is what a contact's name is masked by (`words.masked.BESIDE`).
    """
    before, after = _flat(line.before), _flat(line.after)
    specs = {spec.name: spec for spec in playbook.fields(noun)}
    parts = [
        _told(
            spec.label,
            f"{_shown(spec, before.get(name), beside)} → " * (name in before)
            + (_shown(spec, after.get(name), beside) if after or name not in before else NOTHING),
        )
        for name, spec in specs.items()
        if (name in after or (name in before and not after))
        and not (name in before and name in after and before[name] == after[name])
    ]
    lines = [_("明细 %(lines)s") % {"lines": after["lines"]}] if "lines" in after else []
    return _("，").join(parts + lines) or line.why


def _told(label: str, value: str) -> str:
    return _("%(name)s：%(value)s") % {"name": _(label), "value": value}


def _flat(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the values of a line with own fields beside the built-in ones."""
    told = dict(values or {})
    return told | (told.pop("own", None) or {})


def _shown(spec: FieldSpec, value: Any, beside: Mapping[str, Any]) -> str:
    if value in (None, ""):
        return NOTHING
    if spec.kind == "money":
        return summed(int(value))
    if spec.kind in ("percent", "discount"):
        return percent(value)
    return masked(spec, str(value), beside)
