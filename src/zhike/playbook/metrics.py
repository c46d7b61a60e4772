"""Metrics and dimensions: what is counted from which rows, by what it can be split, how shown."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from zhike.playbook.entry import Entry, Yes

Fact = Literal[
    "customers", "orders", "order_lines", "interactions", "stated_follow_ups", "cooperations",
    "events", "cases", "quotes", "contracts", "payments", "demands", "competitor_contacts",
    "order_gaps", "contract_ends", "repeated_refusals", "first_deals", "referrals",
    "referred_deals", "introductions",
    "channel_costs",
]  # fmt: skip
Take = Literal[
    "条数", "客户数", "多次客户数", "合计", "平均", "中位数", "距今天数", "距今月数", "末次距今月数"
]
PER_CUSTOMER_ONLY: tuple[Take, ...] = ("距今天数", "距今月数", "末次距今月数")
OF_A_COLUMN: tuple[Take, ...] = ("平均", "中位数")

NOUN_OF: Mapping[Fact, str] = {
    "stated_follow_ups": "customers",
    "cooperations": "customers",
    "first_deals": "customers",
    "referred_deals": "referrals",
    "introductions": "referrals",
    "order_gaps": "orders",
    "contract_ends": "contracts",
    "repeated_refusals": "quotes",
}
"""Whose records the rows of a fact are, where it isn't the fact's own name."""


OF_NO_CUSTOMER: Mapping[Fact, tuple[str, ...]] = {"channel_costs": ("source_channel",)}
"""Facts whose rows hang on no customer, with the columns of customers they carry themselves."""


def noun_of(fact: Fact) -> str:
    """Return the noun whose records a fact's rows are."""
    return NOUN_OF.get(fact, fact)


class Metric(Entry):
    """One figure: either counted from rows (`取`, `自`) or reckoned from others (`公式`).

    条数 counts rows; 客户数 distinct customers; 多次客户数 customers with at least `至少` rows;
    合计 adds `加` and subtracts `减` (a customer's columns are 分 when the unit is 元); 平均 and
    中位数 are of the rows that have a value in `栏`, for one customer of the newest `最近` ones.
    距今天数 (from the last), 距今月数 (from the first) and 末次距今月数 (from the last dated row
    to as_of) are per customer only.
    """

    name: str = Field(alias="名称", min_length=1)
    unit: str = Field(alias="单位")
    said: str = Field(alias="说明", min_length=1)
    rule: str = Field("", alias="规则号")
    owner: str = Field("", alias="负责")
    also: tuple[str, ...] = Field((), alias="别名")
    formula: str = Field("", alias="公式")
    take: Take | None = Field(None, alias="取")
    facts: tuple[Fact, ...] = Field((), alias="自")
    plus: tuple[str, ...] = Field((), alias="加")
    minus: tuple[str, ...] = Field((), alias="减")
    of: str = Field("", alias="栏")
    newest: int = Field(0, alias="最近", ge=0)
    known: tuple[str, ...] = Field((), alias="须有")
    where: str = Field("", alias="条件")
    at_least: int = Field(2, alias="至少", ge=1)
    undated: Yes = Field(False, alias="不分时间")
    places: int = Field(0, alias="小数位", ge=0, le=4)

    @model_validator(mode="after")
    def _either_rows_or_formula(self) -> "Metric":
        if bool(self.formula) == (self.take is not None):
            raise ValueError("“公式”与“取”要且只要写一个")
        if self.take and not self.facts:
            raise ValueError("写了“取”还要用“自”写明从哪些记录取")
        if self.take == "合计" and not (self.plus or self.minus):
            raise ValueError("“合计”要用“加”写明加哪些栏")
        if (self.take in OF_A_COLUMN) != bool(self.of):
            raise ValueError("“平均”和“中位数”要用“栏”写明取哪一栏，别的取法不写“栏”")
        if self.newest and not self.of:
            raise ValueError("“最近”只用于“平均”和“中位数”")
        return self

    @property
    def is_base(self) -> bool:
        """Say whether this figure is counted from rows rather than reckoned from others."""
        return self.take is not None

    @property
    def is_additive(self) -> bool:
        """Say whether the parts of this figure add to the whole, so that a gap is a 0."""
        return self.take in ("条数", "合计")

    @property
    def counts(self) -> bool:
        """Say whether nothing to count means 0 rather than no value."""
        return self.is_base and self.take not in (*PER_CUSTOMER_ONLY, *OF_A_COLUMN)

    @property
    def is_of_no_customer(self) -> bool:
        """Say whether the rows of this figure hang on no customer, so that no condition fits."""
        return any(fact in OF_NO_CUSTOMER for fact in self.facts)

    @property
    def is_only_per_customer(self) -> bool:
        """Say whether this figure makes sense for one customer only, never for a group."""
        return self.take in PER_CUSTOMER_ONLY or bool(self.newest)


class Dimension(Entry):
    """What figures can be split by: a calendar step, or a column of the customers or of facts."""

    name: str = Field(alias="名称", min_length=1)
    step: Literal["日", "周", "月", "季度", "年", ""] = Field("", alias="时间")
    column: str = Field("", alias="列")
    facts: tuple[Fact, ...] = Field(("customers",), alias="自", min_length=1)
    also: tuple[str, ...] = Field((), alias="别名")
    order: tuple[str, ...] = Field((), alias="顺序")

    @field_validator("facts", mode="before")
    @classmethod
    def _one_or_several(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @property
    def is_of_customers(self) -> bool:
        """Say whether this is an attribute of the customer, so that any figure can be split."""
        return bool(self.column) and self.facts == ("customers",)

    def splits(self, metric: Metric) -> bool:
        """Say whether a base metric's rows have this dimension."""
        if self.step:
            return True
        if self.is_of_customers:
            return all(self.column in OF_NO_CUSTOMER.get(f, (self.column,)) for f in metric.facts)
        nouns = {noun_of(fact) for fact in self.facts}
        return all(noun_of(fact) in nouns for fact in metric.facts)
