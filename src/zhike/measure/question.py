"""What is asked: metrics, dimensions, period and customers, checked before anything runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from zhike.formula.tree import Formula, Name
from zhike.formula.units import check
from zhike.playbook.catalogue import customer_formula, metric_formula, units
from zhike.playbook.leaves import base_leaves, is_only_per_customer, metric_named
from zhike.playbook.metrics import Dimension, Metric
from zhike.playbook.playbook import Playbook
from zhike.words.period import Period
from zhike.words.problem import Refused

MOST_DIMENSIONS = 3
MOST_NAMED = 6
Asked = TypeVar("Asked", Metric, Dimension)


@dataclass(frozen=True, slots=True)
class Question:
    """Metrics by dimensions in a period, of the customers a condition picks."""

    metrics: tuple[Metric, ...]
    dimensions: tuple[Dimension, ...]
    period: Period | None
    where: Formula | None
    playbook: Playbook

    @property
    def leaves(self) -> tuple[Name, ...]:
        """Return the base metrics to count, each with its window, once."""
        found = (leaf for metric in self.metrics for leaf in leaves_of(metric, self.playbook))
        return tuple(dict.fromkeys(found))

    @property
    def steps(self) -> tuple[Dimension, ...]:
        """Return the dimensions that are steps of the calendar."""
        return tuple(dimension for dimension in self.dimensions if dimension.step)


def ask(
    names: Sequence[str],
    *,
    by: Sequence[str] = (),
    period: Period | None = None,
    where: str = "",
    playbook: Playbook,
) -> Question:
    """Return the question; raises Refused with what can't be asked and what to ask instead."""
    if not names:
        raise Refused("请写至少一个指标，例如 总销售额")
    metrics = tuple(as_asked(playbook.metric(name), name) for name in names)
    dimensions = tuple(as_asked(playbook.dimension(name), name) for name in by)
    picked = _condition(where, playbook) if where.strip() else None
    question = Question(metrics, dimensions, period, picked, playbook)
    _check(question)
    return question


def as_asked(entry: Asked, name: str) -> Asked:
    """Return a metric or dimension under the name it was asked by, so that answers carry it."""
    return entry if entry.name == name else entry.model_copy(update={"name": name})


def leaves_of(metric: Metric, playbook: Playbook) -> list[Name]:
    """Return the base metrics a metric is reckoned from; itself when it is one."""
    if metric.is_base:
        return [Name(metric.name)]
    return base_leaves(playbook, metric_formula(playbook, metric))


def _condition(where: str, playbook: Playbook) -> Formula:
    formula = customer_formula(playbook, where)
    if found := check(formula, units(playbook), wants="条件"):
        raise Refused(f"条件“{where}”：{'；'.join(found)}")
    return formula


def _check(question: Question) -> None:
    if len(question.dimensions) > MOST_DIMENSIONS:
        raise Refused(
            f"一次最多按 {MOST_DIMENSIONS} 个维度看，现在是 {len(question.dimensions)} 个"
        )
    if len({d.column or d.step for d in question.dimensions}) < len(question.dimensions):
        raise Refused("同一个维度写了两次，请去掉一个")
    for metric in question.metrics:
        if is_only_per_customer(question.playbook, metric):
            raise Refused(f"“{metric.name}”只对单个客户有意义，不能对一组客户计算")
    for leaf in question.leaves:
        _check_leaf(leaf, question)
    if question.where and question.period is None:
        _check_undated(question.where, question.playbook)


def _check_undated(where: Formula, playbook: Playbook) -> None:
    for leaf in base_leaves(playbook, where):
        if metric_named(playbook, leaf.name):
            raise Refused(f"条件里的“{leaf.label}”要有周期才能算，请加上周期，例如 2024Q2")


def _check_leaf(leaf: Name, question: Question) -> None:
    metric = question.playbook.metric(leaf.name)
    if leaf.window and question.period is None:
        raise Refused(f"“{leaf.label}”要有周期才能算，请加上周期，例如 2024Q2")
    if (leaf.window or metric.undated) and question.steps:
        raise Refused(f"“{leaf.label}”不能按{question.steps[0].name}拆开，请去掉这个维度")
    if question.where and metric.is_of_no_customer:
        raise Refused(f"“{leaf.label}”不属于哪一个客户，不能用客户条件筛选，请去掉条件")
    for dimension in question.dimensions:
        if not dimension.splits(metric):
            raise Refused(_not_by(metric, dimension, question.playbook))


def _not_by(metric: Metric, dimension: Dimension, playbook: Playbook) -> str:
    able = [m.name for m in playbook.metrics if m.is_base and dimension.splits(m)]
    return f"“{metric.name}”不能按{dimension.name}拆开，可以改用：{'、'.join(able[:MOST_NAMED])}"
