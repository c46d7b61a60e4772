"""Metrics and dimensions: what is counted from which rows, by what it can be split, how shown."""

from typing import Literal

from pydantic import Field, model_validator

from zhike.playbook.entry import Entry, Yes

Fact = Literal[
    "customers", "orders", "order_lines", "interactions", "stated_follow_ups", "cooperations"
]
Take = Literal["条数", "客户数", "多次客户数", "合计", "距今天数", "距今月数"]
PER_CUSTOMER_ONLY: tuple[Take, ...] = ("距今天数", "距今月数")


class Metric(Entry):
    """One figure: either counted from rows (`取`, `自`) or reckoned from others (`公式`).

    条数 counts rows; 客户数 distinct customers; 多次客户数 customers with at least `至少` rows;
    合计 adds `加` and subtracts `减` (a customer's columns are 分 when the unit is 元).
    距今天数 and 距今月数 are per customer only (from the last, or the first, dated row to as_of).
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
        return self.is_base and self.take not in PER_CUSTOMER_ONLY


class Dimension(Entry):
    """What figures can be split by: a calendar step, or a column of the customers or of a fact."""

    name: str = Field(alias="名称", min_length=1)
    step: Literal["月", "季度", "年", ""] = Field("", alias="时间")
    column: str = Field("", alias="列")
    fact: Fact = Field("customers", alias="自")
    also: tuple[str, ...] = Field((), alias="别名")
    order: tuple[str, ...] = Field((), alias="顺序")
