"""What a formula comes down to: base metrics with their windows, and attributes."""

from collections.abc import Iterator

from zhike.formula.tree import Formula, FormulaRefused, Name, Window
from zhike.playbook.catalogue import customer_attributes, metric_formula, metric_units
from zhike.playbook.metrics import Metric
from zhike.playbook.playbook import Playbook

DEEPEST = 12


def base_leaves(playbook: Playbook, formula: Formula, window: Window | None = None) -> list[Name]:
    """Return the base metrics and attributes a formula needs, each once, windows pushed down.

    Raises FormulaRefused for an unknown name, a ring of metrics or a window inside a window.
    """
    return list(dict.fromkeys(_leaves(playbook, formula, window, ())))


def _leaves(
    playbook: Playbook, formula: Formula, window: Window | None, above: tuple[str, ...]
) -> Iterator[Name]:
    for leaf in formula.leaves:
        own = joined_window(leaf, window)
        metric = metric_named(playbook, leaf.name)
        if metric is None:
            yield _attribute(playbook, leaf)
        elif metric.is_base:
            yield Name(metric.name, own)
        else:
            _check_ring(metric, above)
            yield from _leaves(
                playbook, metric_formula(playbook, metric), own, (*above, metric.name)
            )


def metric_named(playbook: Playbook, name: str) -> Metric | None:
    """Return the metric of that name or other name, or None when it names none."""
    return playbook.metric(name) if name in metric_units(playbook) else None


def joined_window(leaf: Name, outer: Window | None) -> Window | None:
    """Return the window a leaf is counted in, its own or the one around it."""
    if leaf.window and outer and leaf.window != outer:
        said = f"窗口里不能再套窗口：{outer.said}({leaf.label})"
        raise FormulaRefused(said, position=leaf.position)
    return leaf.window or outer


def _attribute(playbook: Playbook, leaf: Name) -> Name:
    if leaf.name not in customer_attributes(playbook):
        raise FormulaRefused(f"不认识“{leaf.name}”", position=leaf.position)
    if leaf.window:
        said = f"“{leaf.name}”是客户属性，没有时间，不能写成 {leaf.label}"
        raise FormulaRefused(said, position=leaf.position)
    return Name(leaf.name)


def _check_ring(metric: Metric, above: tuple[str, ...]) -> None:
    if metric.name in above or len(above) >= DEEPEST:
        ring = " → ".join((*above, metric.name))
        raise FormulaRefused(f"指标的公式互相引用：{ring}")


def is_only_per_customer(playbook: Playbook, metric: Metric) -> bool:
    """Say whether a figure makes sense for one customer only, never for a group."""
    if metric.is_base:
        return metric.is_only_per_customer
    leaves = base_leaves(playbook, metric_formula(playbook, metric))
    found = [metric_named(playbook, leaf.name) for leaf in leaves]
    return any(base is None or base.is_only_per_customer for base in found)
