"""Report definitions: the figures, charts and conclusions to try, as data."""

from typing import Literal

from pydantic import Field

from zhike.playbook.entry import Entry


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


class ReportPlan(Entry):
    """One report: what it shows, in order."""

    name: str = Field(alias="名称", min_length=1)
    said: str = Field("", alias="说明")
    rule: str = Field("", alias="规则号")
    figures: tuple[ReportFigure, ...] = Field(alias="数字", min_length=1)
    charts: tuple[ReportChart, ...] = Field((), alias="图表")
    tries: tuple[Try, ...] = Field((), alias="结论")
    notes: tuple[str, ...] = Field((), alias="口径")
