"""What a report tries to conclude: groups and steps compared, tested, not yet worded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from zhike.playbook.reports import Try
from zhike.reckon.change import relative_change
from zhike.reckon.comparison import LEAST_N, fisher, poisson_rates
from zhike.words.wording import money, percent

MOST_GROUPS = 8


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a dimension and its rate: `hits` out of `n` customers."""

    name: str
    hits: int
    n: int

    @property
    def rate(self) -> float:
        """Return the share 0-1; an empty group has 0."""
        return self.hits / self.n if self.n else 0.0

    @property
    def said(self) -> str:
        """Return the rate with its counts: 45.0%（18/40）."""
        return f"{percent(self.rate)}（{self.hits}/{self.n}）"

    def plus(self, other: "Group") -> "Group":
        """Return both groups as one."""
        name = f"{self.name}、{other.name}" if self.name else other.name
        return Group(name, self.hits + other.hits, self.n + other.n)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of time: its key and label, a value in the metric's unit, how many orders made it.

    `is_whole` is False for a month that the data cover only in part; `counted` says what `orders`
    counts, and is empty where the value itself is that count.
    """

    key: str
    label: str
    value: float
    orders: int | None = None
    is_whole: bool = True
    counted: str = "订单"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison with its test; `tried` are the p-values of all that were looked at for it.

    `left_out` names the groups too small to take part: without them a best one may not be the best.
    """

    plan: Try
    said: str
    words: Mapping[str, str]
    where: Mapping[str, str]
    n: int
    n_min: int
    test: str
    p: float | None
    effect: float
    tried: tuple[float | None, ...] = field(default=())
    counted: str = "笔数"
    left_out: tuple[str, ...] = ()


def compare_groups(plan: Try, groups: Sequence[Group]) -> Comparison | None:
    """Return the comparison a plan of kind 最高组 or 组间比较 asks for (S3-38, S3-39).

    Groups under 10 customers take part only when fewer than two are larger; of very many, the
    eight largest. None when there are not two groups, or when all rates are equal.
    """
    chosen = _large_enough(groups)
    if len({group.rate for group in chosen}) < 2:
        return None
    found = _best_group(plan, chosen) if plan.kind == "最高组" else _two_groups(plan, chosen)
    small = [group for group in groups if 0 < group.n < LEAST_N and group not in chosen]
    return replace(found, left_out=tuple(group.name for group in small))


def compare_steps(plan: Try, steps: Sequence[Step], *, unit: str) -> Comparison | None:
    """Return the largest 环比 change between two neighbouring whole steps (S3-40).

    When both steps know their orders, the number of orders is tested (exact Poisson). None when no
    two whole steps stand side by side or nothing changed.
    """
    pairs = [(a, b) for a, b in pairwise(steps) if a.is_whole and b.is_whole]
    changed = [(relative_change(b.value, a.value), a, b) for a, b in pairs]
    known = [(change, a, b) for change, a, b in changed if change]
    if not known:
        return None
    change, before, now = max(known, key=lambda found: abs(found[0]))
    tried = tuple(_p_of_orders(a, b) for _, a, b in known)
    return _changed(plan, change, before, now, unit=unit, tried=tried)


def _large_enough(groups: Sequence[Group]) -> list[Group]:
    filled = [group for group in groups if group.n]
    large = [group for group in filled if group.n >= LEAST_N]
    chosen = large if len(large) > 1 else filled
    largest = sorted(chosen, key=lambda group: -group.n)[:MOST_GROUPS]
    return [group for group in chosen if group in largest]


def _best_group(plan: Try, groups: list[Group]) -> Comparison:
    top = max(group.rate for group in groups)
    best = _together([group for group in groups if group.rate == top])
    others = _together([group for group in groups if group.rate != top])
    tried = tuple(_p(group, _without(groups, group)) for group in groups)
    return _compared(plan, best, others, tried=tried)


def _two_groups(plan: Try, groups: list[Group]) -> Comparison:
    ordered = sorted(groups, key=lambda group: -group.rate)
    tried = tuple(_p(a, b) for a, b in combinations(ordered, 2))
    return _compared(plan, ordered[0], ordered[-1], tried=tried)


def _compared(
    plan: Try, ours: Group, theirs: Group, *, tried: tuple[float | None, ...]
) -> Comparison:
    words = {
        "组": ours.name,
        "值": ours.said,
        "对比组": theirs.name,
        "对比值": theirs.said,
        "指标": plan.metric,
    }
    return Comparison(
        plan=plan,
        said=plan.sentence.format_map(words),
        words=words,
        where={plan.by: ours.name},
        n=ours.n + theirs.n,
        n_min=min(ours.n, theirs.n),
        test="Fisher",
        p=_p(ours, theirs),
        effect=ours.rate - theirs.rate,
        tried=tried,
    )


def _changed(
    plan: Try,
    change: float,
    before: Step,
    now: Step,
    *,
    unit: str,
    tried: tuple[float | None, ...],
) -> Comparison:
    words = {
        "周期": now.label,
        "指标": plan.metric,
        "升降": "上升" if change > 0 else "下降",
        "幅度": percent(abs(change)),
        "值": _value_said(now.value, unit),
        "对比值": _value_said(before.value, unit),
    }
    orders = [step.orders for step in (before, now) if step.orders is not None]
    said = f"{plan.sentence.format_map(words)}（{words['对比值']}→{words['值']}）"
    return Comparison(
        plan=plan,
        said=said + _orders_said(orders, now.counted),
        words=words,
        where={plan.by: now.key},
        n=sum(orders),
        n_min=min(orders, default=0),
        test="Poisson" if len(orders) == 2 else "",
        counted="笔数" if now.counted else plan.metric,
        p=_p_of_orders(before, now),
        effect=change,
        tried=tried,
    )


def _orders_said(orders: Sequence[int], counted: str) -> str:
    return f"，{counted} {orders[0]}→{orders[1]} 笔" if counted and len(orders) == 2 else ""


def _together(groups: list[Group]) -> Group:
    whole = Group("", 0, 0)
    for group in groups:
        whole = whole.plus(group)
    return whole


def _without(groups: list[Group], left_out: Group) -> Group:
    return _together([group for group in groups if group is not left_out])


def _p(ours: Group, theirs: Group) -> float | None:
    """Return Fisher's p, None where hits are no part of n (a rate that may pass 100 %)."""
    if ours.hits > ours.n or theirs.hits > theirs.n:
        return None
    return fisher(ours.hits, ours.n, theirs.hits, theirs.n)


def _p_of_orders(before: Step, now: Step) -> float | None:
    if before.orders is None or now.orders is None:
        return None
    return poisson_rates(now.orders, before.orders)


def _value_said(value: float, unit: str) -> str:
    if unit == "元":
        said = money(round(value * 100))
        return said if said.endswith("万") else f"{said}元"
    return f"{percent(value)}" if unit == "%" else f"{value:,.10g}{unit}"
