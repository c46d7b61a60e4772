"""环比 and 同比: the same figures one step or period earlier, and one year earlier."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from zhike.measure.calendar import number_a_year_ago, span_of, word_of
from zhike.measure.counting import counted
from zhike.measure.figures import Row, counts_of, figures_of, nothing_counted
from zhike.measure.question import Question, leaves_of
from zhike.playbook.metrics import Dimension, Metric
from zhike.reckon.change import point_change, relative_change
from zhike.words.period import Period
from zhike.words.problem import Refused

Kind = Literal["环比", "同比"]
KINDS: tuple[Kind, ...] = ("环比", "同比")
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The figures compared with: a row for each measured one, in their order, and the total.

    None stands where nothing whole can be compared; `period` is what the total is compared with.
    """

    kind: Kind
    period: Period | None
    rows: list[Row]
    total: Row


def kinds_of(names: Sequence[str]) -> tuple[Kind, ...]:
    """Return the kinds of comparison asked for, each once; raises Refused for an unknown one."""
    if unknown := [name for name in names if name not in KINDS]:
        raise Refused(f"没有“{unknown[0]}”这种比较，可用：{'、'.join(KINDS)}")
    return tuple(kind for kind in KINDS if kind in names)


def change(metric: Metric, now: Any, before: Any) -> float | None:
    """Return the change: relative, or for a share in points; None where it can't be told."""
    return point_change(now, before) if metric.unit == "%" else relative_change(now, before)


def compared(
    kind: Kind,
    tables: Any,
    question: Question,
    rows: Sequence[Row],
    *,
    partial: Collection[str],
    as_of: date | None,
) -> Earlier:
    """Return the earlier figures of measured rows (with steps as numbers) and of the total.

    Raises Refused without a period to compare, and for more than one step of the calendar.
    """
    if len(question.steps) > 1:
        raise Refused("环比、同比一次只能按一个时间维度看，请去掉一个")
    if not question.steps and question.period is None:
        raise Refused("环比、同比要有周期才能算，请加上周期，例如 2024Q2")
    span = _whole_span(kind, question.period, as_of)
    total = _figures(tables, question, (), span).get((), {}) if span else {}
    if not question.dimensions:
        found: list[Row] = []
    elif question.steps:
        found = _by_steps(kind, tables, question, rows, partial)
    else:
        found = _by_groups(tables, question, rows, span)
    return Earlier(kind, span, found, _comparable(total, question))


def _whole_span(kind: Kind, period: Period | None, as_of: date | None) -> Period | None:
    """Return the earlier span of a period that is over, or None."""
    if period is None or (as_of and period.last > as_of):
        return None
    return period.before() if kind == "环比" else period.year_ago()


def _by_groups(
    tables: Any, question: Question, rows: Sequence[Row], span: Period | None
) -> list[Row]:
    earlier = _figures(tables, question, question.dimensions, span) if span else {}
    nothing = figures_of(nothing_counted(question), question) if span else {}
    names = [dimension.name for dimension in question.dimensions]
    keys = [tuple(row[name] for name in names) for row in rows]
    return [_comparable(earlier.get(key, nothing), question) for key in keys]


def _by_steps(
    kind: Kind, tables: Any, question: Question, rows: Sequence[Row], partial: Collection[str]
) -> list[Row]:
    step = question.steps[0]
    wanted = [_earlier_key(kind, row, question, step, partial) for row in rows]
    numbers = [number for number, _ in wanted if number is not None]
    if not numbers:
        return [_comparable({}, question) for _ in rows]
    span = span_of(min(numbers), max(numbers), step.step)
    earlier = _figures(tables, question, question.dimensions, span)
    nothing = figures_of(nothing_counted(question), question)
    return [
        _comparable({} if number is None else earlier.get(key, nothing), question)
        for number, key in wanted
    ]


def _earlier_key(
    kind: Kind, row: Row, question: Question, step: Dimension, partial: Collection[str]
) -> tuple[int | None, Key]:
    """Return the number of the step compared with and the key of its row."""
    number = row[step.name]
    if number is None or word_of(number, step.step) in partial:
        return None, ()
    before = number - 1 if kind == "环比" else number_a_year_ago(number, step.step)
    at = {**row, step.name: before}
    return before, tuple(at[dimension.name] for dimension in question.dimensions)


def _figures(
    tables: Any, question: Question, dimensions: tuple[Dimension, ...], span: Period
) -> Mapping[Key, Row]:
    asked = replace(question, dimensions=dimensions, period=span)
    rows = counts_of(tables.run(counted(tables, asked)).to_pylist(), asked)
    return {tuple(row[d.name] for d in dimensions): figures_of(row, asked) for row in rows}


def _comparable(figures: Row, question: Question) -> Row:
    """Return the figures that belong to a time; what stands beside all time has no earlier one."""
    return {
        metric.name: None if _is_undated(metric, question) else figures.get(metric.name)
        for metric in question.metrics
    }


def _is_undated(metric: Metric, question: Question) -> bool:
    book = question.playbook
    return any(book.metric(leaf.name).undated for leaf in leaves_of(metric, book))
