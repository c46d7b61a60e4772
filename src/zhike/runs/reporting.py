"""A report from start to end: measure, compare, conclude, lay out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from zhike.analyse.comparisons import Comparison, Group, Step, compare_groups, compare_steps
from zhike.analyse.conclusions import conclude
from zhike.measure.compare import KINDS
from zhike.measure.measure import measure
from zhike.measure.measured import Measured
from zhike.playbook.catalogue import metric_formula
from zhike.playbook.playbook import Playbook
from zhike.playbook.reports import ReportChart, ReportPlan, Try
from zhike.report.arithmetic import check_document
from zhike.report.document import Chart, ConclusionLine, Document, Figure
from zhike.report.layout import Found, lay_chart, lay_figure
from zhike.runs.tier_tables import tier_tables
from zhike.store.tables import Tables
from zhike.words.period import Period
from zhike.words.stamp import Stamp

ORDERS = "订单数"


def make_document(  # noqa: PLR0913 - the sides of a report
    name: str,
    tables: Tables,
    *,
    playbook: Playbook,
    period: Period,
    scope_said: str,
    stamp: Stamp,
    drawn: bool = True,
) -> Document:
    """Return the report of a period within what the tables show; counted to `stamp.as_of`.

    Without `drawn` it has no charts: a table of it needs none.
    """
    plan = playbook.report(name)
    asking = Asking(tables, playbook, _counted(period, stamp.as_of))
    document = Document(
        name=plan.name,
        title=f"{period.label}{plan.name}",
        period=f"{period.start}..{period.last}",
        period_label=period.label,
        scope_said=scope_said,
        figures=asking.figures(plan, compared=period.last <= stamp.as_of),
        conclusions=asking.conclusions(plan),
        charts=tuple(asking.chart(chart) for chart in plan.charts if drawn),
        notes=plan.notes,
        definitions=asking.definitions(plan),
        stamp=stamp,
        warnings=_warnings(period, stamp.as_of),
        compared_with=period.before().label if period.last <= stamp.as_of else "",
        tables=tier_tables(plan, tables, playbook=playbook, period=asking.period),
    )
    return replace(document, warnings=(*document.warnings, *check_document(document)))


def _counted(period: Period, as_of: date) -> Period:
    """Return the days of the period that are over, so that its last month is known as partial."""
    return Period(period.start, as_of) if period.start <= as_of < period.last else period


def _warnings(period: Period, as_of: date) -> tuple[str, ...]:
    if period.last <= as_of:
        return ()
    return (f"周期到 {period.last} 才结束，以上是截至 {as_of} 的数字，不与完整周期比较",)


class Asking:
    """The questions of one report, all to the same tables, playbook and period."""

    def __init__(self, tables: Tables, playbook: Playbook, period: Period) -> None:
        """Keep what every question shares."""
        self.tables, self.playbook, self.period = tables, playbook, period

    def ask(
        self, names: Sequence[str], by: Sequence[str] = (), compare: Sequence[str] = ()
    ) -> Measured:
        """Measure within the report's period."""
        return measure(
            self.tables, names, by=by, period=self.period, compare=compare, playbook=self.playbook
        )

    def figures(self, plan: ReportPlan, *, compared: bool) -> tuple[Figure, ...]:
        """Return the plan's figures; with the earlier ones, once this period is over."""
        names = [figure.metric for figure in plan.figures]
        now = self.ask(names, compare=KINDS if compared else ())
        before, year_ago = (
            now.compared[kind].total if kind in now.compared else {} for kind in KINDS
        )
        return tuple(
            lay_figure(
                figure,
                Found(
                    value=now.total[figure.metric],
                    before=before.get(figure.metric),
                    year_ago=year_ago.get(figure.metric),
                    formula=now.definitions[figure.metric]["formula"],
                    explain=now.why(figure.metric),
                    unit=now.definitions[figure.metric]["unit"],
                ),
                period=f"{self.period.start}..{self.period.last}",
            )
            for figure in plan.figures
        )

    def chart(self, plan: ReportChart) -> Chart:
        """Return one chart of the plan; a rate brings the two counts it is made of."""
        parts = self._parts(plan.metrics[0]) if len(plan.metrics) == 1 else ()
        found = self.ask([*plan.metrics, *parts], plan.by)
        units = {name: told["unit"] for name, told in found.definitions.items()}
        return lay_chart(plan, found.rows, units=units, partial=found.partial, parts=parts)

    def _parts(self, name: str) -> tuple[str, ...]:
        metric = self.playbook.metric(name)
        if metric.is_base or metric.unit != "%":
            return ()
        names = metric_formula(self.playbook, metric).names
        return names if len(names) == 2 else ()

    def definitions(self, plan: ReportPlan) -> tuple[tuple[str, str], ...]:
        """Return each figure's definition in words."""
        metrics = [self.playbook.metric(figure.metric) for figure in plan.figures]
        return tuple(
            (
                figure.label or metric.name,
                "；".join(part for part in (metric.formula, metric.said) if part),
            )
            for figure, metric in zip(plan.figures, metrics, strict=True)
        )

    def conclusions(self, plan: ReportPlan) -> tuple[ConclusionLine, ...]:
        """Return what the plan tries to conclude, corrected together for all that was tried."""
        compared = [found for found in map(self.compare, plan.tries) if found is not None]
        return tuple(
            ConclusionLine(
                c.text, c.n, c.p, c.wording, c.suggestion, metric=c.metric, where=c.where
            )
            for c in conclude(compared)
        )

    def compare(self, plan: Try) -> Comparison | None:
        """Return the comparison one conclusion rests on, or None where nothing can be compared."""
        if plan.kind == "环比":
            return compare_steps(plan, self._steps(plan), unit=self._unit(plan.metric))
        return compare_groups(plan, self._groups(plan))

    def _groups(self, plan: Try) -> list[Group]:
        metric = self.playbook.metric(plan.metric)
        hits, base = metric_formula(self.playbook, metric).names[:2]
        rows = self.ask([hits, base], [plan.by]).rows
        return [
            Group(str(row[plan.by]), int(row[hits] or 0), int(row[base] or 0))
            for row in rows
            if row[plan.by] is not None
        ]

    def _steps(self, plan: Try) -> list[Step]:
        counted = plan.metric if self.playbook.metric(plan.metric).take == "条数" else ORDERS
        found = self.ask(list(dict.fromkeys([plan.metric, counted])), [plan.by])
        return [self._step(plan, row, found.partial, counted) for row in found.rows]

    def _step(self, plan: Try, row: dict[str, Any], partial: Sequence[str], counted: str) -> Step:
        key = str(row[plan.by])
        label = f"{int(key[5:])}月" if plan.by == "月" and key[5:].isdigit() else key
        what = "" if counted == plan.metric else "订单"
        return Step(key, label, row[plan.metric] or 0, row[counted], key not in partial, what)

    def _unit(self, name: str) -> str:
        return self.playbook.metric(name).unit
