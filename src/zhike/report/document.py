"""A report as a value: page, Excel, PDF and picture are laid out from this one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from zhike.report.tables import Table
from zhike.words.stamp import Stamp
from zhike.words.wording import half_up


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its value (money in 元, shares 0-1), how it is shown, and how it came about."""

    metric: str
    label: str
    unit: str
    value: float | int | None
    shown: str
    formula: str
    explain: str
    before: str = ""  # the same figure one period earlier, as shown
    change: float | None = None  # 环比 as a share; None where there is nothing to compare with
    moved: str = ""  # the change in words: ↑12.0%, for shares ↑4.2 个百分点
    year_ago: str = ""  # the same figure a year earlier (同比), as shown
    moved_in_year: str = ""
    link: Mapping[str, str] = field(default_factory=dict)  # metric, period: the rows behind

    @property
    def plain(self) -> float | int | None:
        """Return the value for scripts: money to the 分, shares unrounded."""
        if self.value is None or self.unit not in ("元", "万元"):
            return self.value
        return float(half_up(self.value, 2))


@dataclass(frozen=True, slots=True)
class Series:
    """One row of values over a chart's labels; money in 元, shares 0-1."""

    name: str
    unit: str
    values: tuple[float | int | None, ...]
    shown: tuple[str, ...]
    counts: tuple[str, ...] = ()  # what a rate rests on, e.g. 18/40; stands under it when drawn


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with the sentence it proves and the table it is drawn from (S3-28)."""

    kind: Literal["柱状图", "折线图", "饼图"]
    title: str
    sentence: str
    by: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    partial: frozenset[str] = frozenset()
    keys: tuple[str, ...] = ()  # what a label is called in a question, e.g. 2024-05
    beside: tuple[Series, ...] = ()  # columns of the table that are not drawn: 环比, counts

    @property
    def columns(self) -> tuple[Series, ...]:
        """Return every column of the printed table after the labels, drawn or not."""
        return (*self.series, *self.beside)

    @property
    def rows(self) -> list[list[str]]:
        """Return the data table as shown, a row a label."""
        return [
            [label, *(one.shown[at] for one in self.series)] for at, label in enumerate(self.labels)
        ]

    @property
    def heads(self) -> list[str]:
        """Return the heads of the data table."""
        return [self.by, *(f"{one.name}（{one.unit}）" for one in self.series)]


@dataclass(frozen=True, slots=True)
class ConclusionLine:
    """One conclusion with the suggestion paired with it."""

    text: str
    n: int
    p: float | None
    wording: str
    suggestion: str
    metric: str = ""
    where: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the shape scripts rely on (DESIGN §7)."""
        return {
            "text": self.text,
            "n": self.n,
            "p": self.p,
            "wording": self.wording,
            "suggestion": self.suggestion,
        }


@dataclass(frozen=True, slots=True)
class Document:
    """One report for one period and one person's rows."""

    name: str
    title: str
    period: str
    period_label: str
    scope_said: str
    figures: tuple[Figure, ...]
    conclusions: tuple[ConclusionLine, ...]
    charts: tuple[Chart, ...]
    notes: tuple[str, ...]
    definitions: tuple[tuple[str, str], ...]
    stamp: Stamp
    warnings: tuple[str, ...] = ()
    compared_with: str = ""  # the period before, as people say it
    tables: tuple[Table, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether the period holds nothing at all."""
        return not any(figure.value for figure in self.figures)

    @property
    def customer_ids(self) -> frozenset[int]:
        """Return whose lines stand in the tables, to be looked up by name."""
        return frozenset(who for table in self.tables for who in table.customer_ids)

    def named(self, names: Mapping[int, Sequence[str]]) -> "Document":
        """Return the document with number and name of each customer in its tables."""
        return replace(self, tables=tuple(table.named(names) for table in self.tables))

    @property
    def compared_said(self) -> str:
        """Return with which period the figures are compared, or that it holds nothing, once."""
        if not self.compared_with or any(figure.moved for figure in self.figures):
            return self.compared_with and f"对比 {self.compared_with}"
        return f"{self.compared_with}没有可比的数据"

    def proof_first(self) -> tuple[Chart, ...]:
        """Return the charts, the one that proves the first conclusion before the others."""
        if not self.conclusions:
            return self.charts
        first = self.conclusions[0]
        return tuple(sorted(self.charts, key=lambda chart: not _proves(chart, first)))

    def figure(self, name: str) -> Figure:
        """Return a figure by its metric or its label."""
        return next(figure for figure in self.figures if name in (figure.metric, figure.label))

    def as_json(self) -> dict[str, Any]:
        """Return figures by metric and by label, conclusions, and what they were made from."""
        figures = {figure.metric: figure.plain for figure in self.figures}
        figures |= {figure.label: figure.plain for figure in self.figures}
        return {
            "figures": figures,
            "conclusions": [line.as_json() for line in self.conclusions],
            "period": self.period_label,
            "scope": self.scope_said,
            "stamp": str(self.stamp),
            "warnings": list(self.warnings),
            **({"tables": {t.title: t.as_json() for t in self.tables}} if self.tables else {}),
        }


def _proves(chart: Chart, line: ConclusionLine) -> bool:
    return chart.series[0].name == line.metric and chart.by in line.where
