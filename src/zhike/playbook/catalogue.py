"""The names a formula may use, with their units: metrics, attributes of customers and facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from zhike.formula.parse import parse
from zhike.formula.tree import Formula
from zhike.formula.units import DATE, TEXT, YES_NO
from zhike.playbook.metrics import Fact, Metric, noun_of
from zhike.playbook.playbook import Playbook
from zhike.words.field import FieldSpec

# The columns of the customers table of the snapshot that formulas may ask, by field name.
_CUSTOMER_COLUMNS = (
    "customer_type", "kind", "size_text", "ownership", "region", "province", "city", "district",
    "first_contact_on", "cooperation_started", "source_channel", "potential", "stated_amount_fen",
    "stated_follow_up_on",
)  # fmt: skip
_FACT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "orders": ("ordered_on", "amount_fen", "refund_fen", "cost_fen"),
    "order_lines": ("product", "category", "quantity", "amount_fen", "cost_fen", "discount"),
    "interactions": ("happened_on", "way", "feedback"),
    "events": ("happened_on", "event_kind", "count", "value"),
    "cases": ("case_kind", "topic", "severity", "satisfaction"),
    "quotes": (
        "quoted_on", "product", "category", "amount_fen", "discount", "outcome", "answered_on",
    ),
    "contracts": ("contract_kind", "signed_on", "starts_on", "ends_on", "amount_fen", "state"),
    "payments": ("due_on", "paid_on", "amount_fen"),
    "demands": ("raised_on", "topic", "budget_fen", "needed_by", "urgency", "state"),
    "competitor_contacts": ("happened_on", "competitor", "quote_fen"),
    "referrals": ("referred_on", "fee_fen", "thanked_on"),
    "channel_costs": ("amount_fen",),
}  # fmt: skip
# What the snapshot reckons and no field holds: name, column, unit.
_FACT_FLAGS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "events": (("活动名称", "campaign", TEXT),),
    "cases": (
        ("首次响应时长", "answer_hours", "小时"),
        ("解决时长", "solve_hours", "小时"),
        ("已解决", "is_solved", YES_NO),
    ),
    "contracts": (("是续约", "is_renewal", YES_NO),),
}
_FLAGS = (
    ("有电话", "has_phone", YES_NO),
    ("有联系人", "has_contact", YES_NO),
    ("待补充项数", "missing", "项"),
    ("成立年份", "founded_year", "年"),
)
_KIND_UNITS = {
    "date": DATE, "partial_date": DATE, "money": "元", "percent": "%", "discount": "%",
    "yes_no": YES_NO,
    "whole": "", "number": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column of a table that a formula may name; money is kept in 分 and read in 元."""

    name: str
    column: str
    unit: str

    @property
    def is_money(self) -> bool:
        """Say whether the column holds 分."""
        return self.column.endswith("_fen")


@lru_cache(maxsize=32)
def customer_attributes(playbook: Playbook) -> Mapping[str, Attribute]:
    """Return the attributes of customers by every name they have, own fields included."""
    found = {name: Attribute(name, column, unit) for name, column, unit in _FLAGS}
    for spec in playbook.fields("customers"):
        if spec.is_analysed or (not spec.own and spec.name in _CUSTOMER_COLUMNS):
            for name in (*spec.former, spec.label):
                found[name] = Attribute(spec.label, spec.name, _unit(spec))
    for dimension in playbook.dimensions:
        if dimension.is_of_customers:
            unit = "号" if dimension.column.endswith("_id") else TEXT
            for name in (dimension.name, *dimension.also):
                found[name] = Attribute(name, dimension.column, unit)
    return found


@lru_cache(maxsize=32)
def fact_attributes(playbook: Playbook, fact: Fact) -> Mapping[str, Attribute]:
    """Return the attributes of one fact's own rows by their labels."""
    noun = noun_of(fact)
    columns = _FACT_COLUMNS.get(noun, ())
    if not columns:
        return customer_attributes(playbook) if fact == "customers" else {}
    specs = (spec for spec in playbook.fields(noun) if spec.name in columns)
    found = {name: Attribute(name, *rest) for name, *rest in _FACT_FLAGS.get(noun, ())}
    return {spec.label: Attribute(spec.label, spec.name, _unit(spec)) for spec in specs} | found


def _unit(spec: FieldSpec) -> str:
    unit = _KIND_UNITS.get(spec.kind)
    if unit is None:
        return TEXT
    return unit or spec.unit


@lru_cache(maxsize=32)
def metric_units(playbook: Playbook) -> Mapping[str, str]:
    """Return the unit of each metric by every name it has."""
    return {name: m.unit for m in playbook.metrics for name in (m.name, *m.also)}


@lru_cache(maxsize=32)
def units(playbook: Playbook) -> Mapping[str, str]:
    """Return the unit of every name a formula about customers may use."""
    attributes = {name: found.unit for name, found in customer_attributes(playbook).items()}
    return attributes | dict(metric_units(playbook))


@lru_cache(maxsize=512)
def customer_formula(playbook: Playbook, text: str) -> Formula:
    """Return a formula about one customer: metrics and attributes; raises FormulaRefused."""
    return parse(text, tuple(units(playbook)))


@lru_cache(maxsize=512)
def metric_formula(playbook: Playbook, metric: Metric) -> Formula:
    """Return the formula of a reckoned metric; raises FormulaRefused."""
    return parse(metric.formula, tuple(units(playbook)), titled=True)


@lru_cache(maxsize=512)
def fact_formula(playbook: Playbook, metric: Metric) -> Formula:
    """Return the condition on a base metric's own rows; raises FormulaRefused."""
    return parse(metric.where, tuple(fact_attributes(playbook, metric.facts[0])))
