"""Which fields a public form may ask for, and what must be right before it is published."""

import re
from collections.abc import Iterable
from itertools import chain

from zhike.collect.form.design import WITH_CHOICES, Design, Item
from zhike.playbook.playbook import Playbook
from zhike.words.field import FieldSpec

# Sheets a hand-in makes, with the column that dates a row and those one of which it needs.
SHEETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "demands": ("demands.raised_on", ("demands.topic", "demands.need", "demands.pain")),
    "cases": ("cases.opened_at", ("cases.case_kind", "cases.topic", "cases.detail")),
}
NOUNS = ("customers", "contacts", *SHEETS)
NAME = "customers.name"
# What the house says of a customer, not the customer of himself.
INTERNAL = frozenset({
    "number", "external_id", "owner", "by_text", "customer_type", "status", "potential",
    "source_channel", "stated_follow_up_on", "stated_amount_fen", "first_contact_on",
    "cooperation_started", "phone_kind", "decision_role", "lawful_source", "consent_proof",
    "raised_on", "opened_at", "answered_at", "solved_at", "satisfaction", "state", "severity",
    "行业潜力", "续约次数", "官网访问次数", "参与活动次数", "关系类型", "销售能力", "发展潜力",
    "经营理念", "销售业绩", "管理者和业务员素质", "竞争对手对比", "业务关系", "合作态度",
    "销售活动现状", "存在问题", "保持的优势", "信用状况", "交易条件", "消费频次",
})  # fmt: skip
PERSONAL_KINDS = ("person", "phone", "email")
MOST_ITEMS, MOST_CHOICES = 40, 30
HOST = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{2,5})?")


def offered(playbook: Playbook) -> list[FieldSpec]:
    """Return the fields a form may ask for: never retired, hidden or internal ones."""
    specs = chain.from_iterable(playbook.fields(noun) for noun in NOUNS)
    return [spec for spec in specs if may_ask(spec)]


def may_ask(spec: FieldSpec) -> bool:
    """Say whether a form may ask for a field at all."""
    inside = spec.noun in NOUNS and spec.name not in INTERNAL and spec.kind != "account"
    return inside and spec.is_offered


def responses(playbook: Playbook) -> list[str]:
    """Return the kinds of behaviour a hand-in may be noted as: the responses of S4-05."""
    known = next((one for one in playbook.vocabularies if one.name == "行为类型"), None)
    return [word.word for word in known.words if word.word.endswith("回应")] if known else []


def is_personal(spec: FieldSpec) -> bool:
    """Say whether a field is about a person, so that asking for it needs a consent text."""
    return bool(spec.sensitivity) or bool(spec.mask) or spec.kind in PERSONAL_KINDS


def specs_of(design: Design, playbook: Playbook) -> dict[str, FieldSpec]:
    """Return the fields a form asks for and may ask for, by the item's key."""
    known = {spec.path: spec for spec in offered(playbook)}
    return {item.key: known[item.path] for item in design.fields if item.path in known}


def asks_personal(design: Design, playbook: Playbook) -> bool:
    """Say whether a form asks for anything about a person."""
    return any(is_personal(spec) for spec in specs_of(design, playbook).values())


def asks_sensitive(design: Design, playbook: Playbook) -> bool:
    """Say whether a form asks for anything that needs a consent of its own."""
    return any(spec.needs_consent for spec in specs_of(design, playbook).values())


def troubles(design: Design, playbook: Playbook) -> list[str]:
    """Return what must be put right before the form may be published, a sentence each."""
    found = [*_of_whole(design), *_of_consent(design, playbook)]
    found += [said for item in design.items for said in _of_item(item, design, playbook)]
    for noun, (_day, needs) in SHEETS.items():
        paths = {item.path for item in design.fields}
        if any(path.startswith(f"{noun}.") for path in paths) and not paths & set(needs):
            labels = "、".join(playbook.field(path).label for path in needs)
            found.append(f"问了{_said(noun)}，还需要其中一项：{labels}")
    return found


def _said(noun: str) -> str:
    return {"demands": "需求", "cases": "问题"}[noun]


def _of_whole(design: Design) -> Iterable[str]:
    if not design.title.strip():
        yield "请写表单标题"
    if not design.items:
        yield "请至少加一个字段或问题"
    if len(design.items) > MOST_ITEMS:
        yield f"最多 {MOST_ITEMS} 项，现在有 {len(design.items)} 项；太长的表单没有人填完"
    if design.fields and NAME not in {item.path for item in design.fields}:
        yield "问了资料，就要有“客户名称”（可以改叫“您的姓名或公司”），否则不知道是谁"
    for host in design.hosts:
        if not HOST.fullmatch(host):
            yield f"“{host}”不是网站地址，请写成 www.example.com"


def _of_consent(design: Design, playbook: Playbook) -> Iterable[str]:
    if asks_personal(design, playbook) and not design.consent.strip():
        yield "问了个人信息，请写同意说明：收集什么、做什么用、存多久、怎样撤回"
    if asks_sensitive(design, playbook) and not design.sensitive_consent.strip():
        yield "问了敏感个人信息，请另写一段单独同意的说明：为什么必需、对本人有什么影响"


def _of_item(item: Item, design: Design, playbook: Playbook) -> Iterable[str]:
    if item.kind == "field" and item.key not in specs_of(design, playbook):
        yield f"“{item.label or item.path}”现在不能在表单里问（已停用、隐藏或属于内部），请去掉"
        return
    spec = specs_of(design, playbook).get(item.key)
    if spec is not None and spec.needs_consent and item.required:
        yield f"“{item.label}”是敏感信息，不能设成必填：不同意的人也要能交表"
    if not item.label.strip():
        yield "有一个问题还没有写题目"
    if sum(other.path == item.path for other in design.fields) > 1 and item.path:
        yield f"“{item.label}”问了两次，请去掉一个"
    if item.kind in WITH_CHOICES and len(set(item.choices)) < 2:
        yield f"“{item.label or '没有题目的问题'}”至少要有两个选项"
    if len(item.choices) > MOST_CHOICES:
        yield f"“{item.label}”最多 {MOST_CHOICES} 个选项"
