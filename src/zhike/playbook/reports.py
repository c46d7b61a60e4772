"""Report definitions: the figures, charts and conclusions to try, as data."""

from typing import Literal

from pydantic import Field

from zhike.playbook.entry import Entry, Yes


class ReportFigure(Entry):
    """One figure of a report, with the unit and the head its printed template uses."""

    metric: str = Field(alias="指标")
    label: str = Field("", alias="标题")
    unit: str = Field("", alias="单位")


class ReportChart(Entry):
    """One chart with its data table: a metric split by one or two dimensions (S3-28)."""

    title: str = Field(alias="标题")
    kind: Literal["柱状图", "折线图", "饼图"] = Field(alias="图形")
    metrics: tuple[str, ...] = Field(alias="指标", min_length=1)
    by: tuple[str, ...] = Field(alias="按", min_length=1, max_length=2)


class Try(Entry):
    """One conclusion to try, with the suggestions paired to how it turns out.

    最高组: the best group of `按` against the rest; 组间比较: two groups of `按` compared;
    环比: the last change between two whole steps of `按` that is worth a sentence.
    In `句式` and `建议` stand {组} {值} {对比组} {对比值} {指标} {升降} {幅度} {周期}.
    """

    kind: Literal["最高组", "组间比较", "环比"] = Field(alias="种类")
    metric: str = Field(alias="指标")
    by: str = Field(alias="按")
    sentence: str = Field(alias="句式")
    suggestions: dict[str, str] = Field(alias="建议", min_length=1)
    rule: str = Field("", alias="规则号")


class Trait(Entry):
    """What to call a customer by where a figure stands in the group (S2-28).

    Among those above 0 it is 高 from the upper tercile on, 低 up to the lower one, else 中; who has
    0 is 无; an empty word says nothing. `有` is said of everyone above 0, with {数}. `补` is said
    only when nothing stood before it.
    """

    value: str = Field(alias="值", min_length=1)
    high: str = Field("", alias="高")
    middle: str = Field("", alias="中")
    low: str = Field("", alias="低")
    none: str = Field("", alias="无")
    some: str = Field("", alias="有")
    only_alone: Yes = Field(False, alias="补")


class Advice(Entry):
    """What is to be done for one tier, by whom and in how many days (S2-25, S2-26)."""

    tier: str = Field(alias="层", min_length=1)
    said: str = Field(alias="建议", min_length=1)
    role: str = Field(alias="负责", min_length=1)
    days: int = Field(alias="天数", ge=0)


class ReportTable(Entry):
    """A table of customers by their tier (客户分层, T2-3) or a line a tier (分层结论, T2-4)."""

    kind: Literal["客户分层", "分层结论"] = Field(alias="种类")
    title: str = Field(alias="标题", min_length=1)
    scheme: str = Field(alias="方案", min_length=1)
    traits: tuple[Trait, ...] = Field((), alias="特征")
    advice: tuple[Advice, ...] = Field((), alias="建议")
    most: int = Field(5000, alias="最多行", ge=1, le=20000)


class ReportPlan(Entry):
    """One report: what it shows, in order."""

    name: str = Field(alias="名称", min_length=1)
    said: str = Field("", alias="说明")
    rule: str = Field("", alias="规则号")
    figures: tuple[ReportFigure, ...] = Field(alias="数字", min_length=1)
    charts: tuple[ReportChart, ...] = Field((), alias="图表")
    tries: tuple[Try, ...] = Field((), alias="结论")
    tables: tuple[ReportTable, ...] = Field((), alias="表格")
    notes: tuple[str, ...] = Field((), alias="口径")
