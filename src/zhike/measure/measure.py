"""Metrics by dimension and period: count, fill the calendar's gaps, reckon the formulas."""

from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

from zhike.measure.calendar import partial_steps, running_step, steps_in, word_of
from zhike.measure.compare import compared, kinds_of
from zhike.measure.counting import counted
from zhike.measure.figures import Row, counts_of, figures_of, nothing_counted, parts_of
from zhike.measure.measured import Measured
from zhike.measure.question import Question, ask
from zhike.playbook.metrics import Dimension
from zhike.playbook.playbook import Playbook
from zhike.words.period import Period


def measure(  # noqa: PLR0913 - the sides of a question
    tables: Any,
    names: Sequence[str],
    *,
    by: Sequence[str] = (),
    period: Period | None = None,
    where: str = "",
    compare: Sequence[str] = (),
    as_of: date | None = None,
    playbook: Playbook,
) -> Measured:
    """Return metrics by up to three dimensions within what the tables show (S3-25).

    `where` is a condition on customers. Steps of the calendar without rows show as 0. `compare`
    (环比, 同比) brings the same figures of the step or period before and of a year ago; what is not
    whole, also what isn't over on `as_of`, is named as partial and not compared. Raises Refused
    for unknown names and for what can't be split or compared so.
    """
    question = ask(names, by=by, period=period, where=where, playbook=playbook)
    whole = Question(question.metrics, (), period, question.where, playbook)
    total = counts_of(tables.run(counted(tables, whole)).to_pylist(), whole)
    found = counts_of(tables.run(counted(tables, question)).to_pylist(), question) if by else []
    rows = _in_order(_filled(found, question), question)
    partial = _partial(question, as_of)
    return Measured(
        metrics=question.metrics,
        by=tuple(dimension.name for dimension in question.dimensions),
        rows=[_worded(row, question) | figures_of(row, question) for row in rows],
        total=figures_of(total[0], question),
        playbook=playbook,
        period=period,
        parts=parts_of(total[0], question),
        partial=partial,
        compared={
            kind: compared(kind, tables, question, rows, partial=partial, as_of=as_of)
            for kind in kinds_of(compare)
        },
    )


def _filled(rows: list[Row], question: Question) -> list[Row]:
    """Return the rows with one for every step of the calendar, also where nothing happened."""
    if not question.steps or not (rows or question.period):
        return rows
    step, *finer = question.steps
    others = [d.name for d in question.dimensions if not d.step]
    groups = dict.fromkeys(tuple(row[name] for name in others) for row in rows) or {(): None}
    if others and not rows:
        return rows
    there = {_key(row, question) for row in rows}
    nothing = nothing_counted(question)
    for number, group in product(_steps(rows, step, question.period), groups):
        row = {step.name: number, **dict(zip(others, group, strict=True)), **nothing}
        if not finer and _key(row, question) not in there:
            rows.append(row)
    return rows


def _steps(rows: list[Row], step: Dimension, period: Period | None) -> range:
    if period:
        return steps_in(period, step.step)
    numbers = [row[step.name] for row in rows if row[step.name] is not None]
    return range(min(numbers), max(numbers) + 1) if numbers else range(0)


def _key(row: Row, question: Question) -> tuple[Any, ...]:
    return tuple(row[dimension.name] for dimension in question.dimensions)


def _in_order(rows: list[Row], question: Question) -> list[Row]:
    def place(row: Row) -> list[tuple[bool, int, str, Any]]:
        return [_place(row[dimension.name], dimension) for dimension in question.dimensions]

    return sorted(rows, key=place)


def _place(value: Any, dimension: Dimension) -> tuple[bool, int, str, Any]:
    """Return where a value stands: in the playbook's order, then by itself, unknown last."""
    rank = dimension.order.index(value) if value in dimension.order else len(dimension.order)
    number = value if isinstance(value, int) else 0
    return (value is None, rank, value if isinstance(value, str) else "", number)


def _worded(row: Row, question: Question) -> Row:
    return {
        d.name: word_of(row[d.name], d.step) if d.step else row[d.name] for d in question.dimensions
    }


def _partial(question: Question, as_of: date | None) -> tuple[str, ...]:
    found: list[str] = []
    for dimension in question.steps:
        if question.period:
            found += partial_steps(question.period, dimension.step, as_of=as_of)
        elif as_of:
            found += running_step(as_of, dimension.step)
    return tuple(found)
