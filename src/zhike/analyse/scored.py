"""The score of one customer by a model of the playbook, with the reasons (methods §2.3).

Points are kept in thousandths and weights in ten-thousandths, both whole numbers, so that a score
is rounded the same way here and on every engine and always agrees with the letter beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import floor

from zhike.playbook.scoring import Factor, Scheme, ScoreModel

FULL_WEIGHT = 10_000
POINT = 1000
_COUNTED = frozenset({"次", "个", "家", "月", "个月", "分"})


@dataclass(frozen=True, slots=True)
class Scored:
    """One score: 0-100 with one decimal (None when too little is known), tier and reasons.

    `points` are the points by factor (None = missing), `on_edge` the factors within the model's
    margin of a band edge, `to_next` the points short of the next tier (None at the top).
    """

    score: float | None
    tier: str
    provisional: bool
    missing: tuple[str, ...]
    explanation: str
    points: Mapping[str, float | None] = field(default_factory=dict)
    on_edge: tuple[str, ...] = ()
    to_next: float | None = None


def score_values(
    model: ScoreModel, values: Mapping[str, float | None], *, scheme: Scheme
) -> Scored:
    """Return the score of one customer from factor values by name; a missing one may be left out.

    Rules S1-12…S1-16, S2-16, S2-20: with a factor missing the score is 暂定 over the rest; with
    less than the model's least weight there is none.
    """
    known = {factor: points_of(factor, values.get(factor.name)) for factor in model.factors}
    present = {factor: points for factor, points in known.items() if points is not None}
    missing = tuple(f.name for f in model.factors if f not in present)
    tenths = _tenths(model, present)
    return Scored(
        score=None if tenths is None else tenths / 10,
        tier="" if tenths is None else scheme.tier(tenths / 10),
        provisional=bool(missing) and tenths is not None,
        missing=missing,
        explanation=_explanation(model, present, missing, tenths),
        points={f.name: None if p is None else p / POINT for f, p in known.items()},
        on_edge=tuple(f.name for f in present if is_on_edge(f, values[f.name], model.edge)),
        to_next=_to_next(scheme, tenths),
    )


def next_steps(
    model: ScoreModel, values: Mapping[str, float | None], *, scheme: Scheme
) -> tuple[str, ...]:
    """Return what one step up in each factor would bring: “续约次数达到 4次 → 90.0（S）”."""
    steps = []
    for factor in model.factors:
        target = _next_edge(factor, values.get(factor.name))
        if target is not None:
            then = score_values(model, {**values, factor.name: target}, scheme=scheme)
            reached = f"{factor.name}达到 {_value_said(factor, target)}"
            steps.append(f"{reached} → {then.score:.1f}（{then.tier}）")
    return tuple(steps)


def _next_edge(factor: Factor, value: float | None) -> float | None:
    starts = [band.at_least for band in factor.bands if band.at_least is not None]
    return None if value is None else min((s for s in starts if s > value), default=None)


def _value_said(factor: Factor, value: float) -> str:
    scale = {"万元": 1 / 10_000, "%": 100}.get(factor.unit, 1)
    return f"{round(value * scale, 6):g}{factor.unit}"


def points_of(factor: Factor, value: float | None) -> int | None:
    """Return a factor's points in thousandths, None when the value is missing or on no band."""
    if value is None:
        return None
    if factor.full_at is not None:
        return floor(max(0.0, min(100.0, value / factor.full_at * 100)) * POINT + 0.5)
    return next((thousandths(b.points or 0.0) for b in factor.bands if b.holds(value)), None)


def thousandths(points: float) -> int:
    """Return points of the playbook in thousandths."""
    return round(points * POINT)


def weight_of(factor: Factor) -> int:
    """Return a factor's weight in ten-thousandths."""
    return round(factor.weight * FULL_WEIGHT)


def edges_of(factor: Factor) -> tuple[float, ...]:
    """Return the values where a factor's points jump; whole counts have no neighbourhood."""
    if factor.unit in _COUNTED:
        return ()
    bounds = (bound for band in factor.bands for bound in (band.at_least, band.above))
    return tuple(bound for bound in bounds if bound)


def is_on_edge(factor: Factor, value: float | None, margin: float) -> bool:
    """Say whether a value lies within `margin` (a share of the edge) of a jump in points."""
    if value is None:
        return False
    return any(abs(value - edge) <= abs(edge) * margin for edge in edges_of(factor))


def has_equal_weights(model: ScoreModel) -> bool:
    """Say whether the score is a plain mean, so that it may be explained as (a + b)/n."""
    return len({weight_of(factor) for factor in model.factors}) == 1


def _tenths(model: ScoreModel, present: Mapping[Factor, int]) -> int | None:
    """Return ten times the score, rounded half-up, or None when too little is known."""
    weight = sum(weight_of(factor) for factor in present)
    if not weight or weight < model.least_weight * FULL_WEIGHT:
        return None
    total = sum(weight_of(factor) * points for factor, points in present.items())
    return (total + 50 * weight) // (100 * weight)


def _to_next(scheme: Scheme, tenths: int | None) -> float | None:
    if tenths is None:
        return None
    starts = [round(b.at_least * 10) for b in scheme.bands if b.at_least is not None]
    return min(((start - tenths) / 10 for start in starts if start > tenths), default=None)


def _explanation(
    model: ScoreModel,
    present: Mapping[Factor, int],
    missing: tuple[str, ...],
    tenths: int | None,
) -> str:
    lacking = "、".join(missing)
    if tenths is None:
        return f"缺 {lacking}，资料太少，不评分"
    said = f"{tenths // 10}.{tenths % 10} = {_sum_said(model, present)}"
    return f"{said}；暂定，缺 {lacking}" if missing else said


def _sum_said(model: ScoreModel, present: Mapping[Factor, int]) -> str:
    if has_equal_weights(model):
        parts = " + ".join(f"{f.label} {points_said(p)}" for f, p in present.items())
        return f"({parts})/{len(present)}"
    parts = " + ".join(
        f"{f.label} {points_said(p)}×{percent_said(weight_of(f))}" for f, p in present.items()
    )
    weight = sum(weight_of(factor) for factor in present)
    return parts if weight == FULL_WEIGHT else f"({parts})/{percent_said(weight)}"


def points_said(points: int) -> str:
    """Return points in thousandths as people write them: 100, 53.3."""
    tenths = (points + 50) // 100
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else f"{tenths // 10}"


def percent_said(weight: int) -> str:
    """Return a weight in ten-thousandths as a percent: 50%, 12.5%."""
    return f"{weight / 100:g}%"
