"""Score a whole table of customers by a model of the playbook, on any engine.

The same whole-number arithmetic as `scored.score_values`, so both give the same letters.
"""

from datetime import date
from typing import Any

import ibis

from zhike.analyse.scored import (
    FULL_WEIGHT,
    POINT,
    edges_of,
    has_equal_weights,
    percent_said,
    thousandths,
    weight_of,
)
from zhike.playbook.catalogue import customer_formula
from zhike.playbook.per_customer import customer_values
from zhike.playbook.playbook import Playbook
from zhike.playbook.scoring import Factor, Scheme, ScoreModel

_PLUS = " + "


def score(tables: Any, model: ScoreModel, *, as_of: date, playbook: Playbook) -> Any:
    """Return the scores of every customer by a model of the playbook, as of a day.

    Columns as of `score_table`; factor values are reckoned from the model's own formulas. Raises
    FormulaRefused when a factor names something the playbook doesn't know.
    """
    wanted = {f.name: customer_formula(playbook, f.value) for f in model.factors}
    wanted |= {
        _note_at(factor, place): customer_formula(playbook, note.when)
        for factor in model.factors
        for place, note in enumerate(factor.notes)
        if note.when
    }
    values = customer_values(tables, wanted, as_of=as_of, playbook=playbook)
    return score_table(values, model, scheme=playbook.scheme(model.scheme))


def score_table(values: Any, model: ScoreModel, *, scheme: Scheme) -> Any:
    """Return the scores of a table with customer_id and one column a factor, named as it is.

    Columns: customer_id, scheme, model, score (0-100, one decimal, null when too little is known),
    tier, provisional, missing and on_edge (names joined by 、), to_next (points short of the next
    tier), explanation; for each factor its value `<name>` and its points `<name>得分`.
    """
    pointed = values.mutate(**{_at(f): _points(values[f.name], f) for f in model.factors})
    weighed = pointed.mutate(_weight=_weight(pointed, model), _total=_total(pointed, model))
    scored = weighed.mutate(_tenths=_tenths(weighed, model))
    said = scored.mutate(missing=_missing(scored, model), on_edge=_on_edge(scored, model))
    return said.select(
        "customer_id",
        **{f.name: said[f.name] for f in model.factors},
        **{f"{f.name}得分": said[_at(f)].cast("float64") / POINT for f in model.factors},
        scheme=ibis.literal(scheme.name),
        model=ibis.literal(model.version),
        score=said._tenths.cast("float64") / 10,
        tier=_tier(said._tenths, scheme),
        provisional=(said.missing != "") & said._tenths.notnull(),
        missing=said.missing,
        on_edge=said.on_edge,
        to_next=_to_next(said._tenths, scheme),
        explanation=_explanation(said, model).concat(_notes(said, model)),
    )


def _at(factor: Factor) -> str:
    return f"_points {factor.name}"


def _note_at(factor: Factor, place: int) -> str:
    return f"_note {factor.name} {place}"


def _points(value: Any, factor: Factor) -> Any:
    if factor.full_at is not None:
        share = ibis.greatest(ibis.least(value.cast("float64") / factor.full_at * 100, 100.0), 0.0)
        return value.isnull().ifelse(
            ibis.null("int64"), (share * POINT + 0.5).floor().cast("int64")
        )
    steps = ((_holds(value, band), thousandths(band.points or 0.0)) for band in factor.bands)
    return ibis.cases((value.isnull(), ibis.null("int64")), *steps, else_=ibis.null("int64"))


def _holds(value: Any, band: Any) -> Any:
    holds = ibis.literal(True)
    if band.at_least is not None:
        holds = value >= band.at_least
    return holds & (value > band.above) if band.above is not None else holds


def _weight(rows: Any, model: ScoreModel) -> Any:
    return sum(rows[_at(f)].notnull().ifelse(weight_of(f), 0) for f in model.factors)


def _total(rows: Any, model: ScoreModel) -> Any:
    return sum((rows[_at(f)] * weight_of(f)).coalesce(0) for f in model.factors)


def _tenths(rows: Any, model: ScoreModel) -> Any:
    enough = (rows._weight > 0) & (rows._weight >= model.least_weight * FULL_WEIGHT)
    share = (rows._total + 50 * rows._weight).cast("float64") / (100 * rows._weight).nullif(0)
    return enough.ifelse(share.floor().cast("int64"), ibis.null("int64"))


def _tier(tenths: Any, scheme: Scheme) -> Any:
    score = tenths.cast("float64") / 10
    steps = ((_holds(score, band), band.word) for band in scheme.bands)
    return ibis.cases((tenths.isnull(), ""), *steps, else_="")


def _to_next(tenths: Any, scheme: Scheme) -> Any:
    starts = sorted(round(b.at_least * 10) for b in scheme.bands if b.at_least is not None)
    steps = ((tenths < start, (start - tenths).cast("float64") / 10) for start in starts)
    return ibis.cases((tenths.isnull(), ibis.null("float64")), *steps, else_=ibis.null("float64"))


def _missing(rows: Any, model: ScoreModel) -> Any:
    return _joined([(rows[_at(f)].isnull(), ibis.literal(f.name)) for f in model.factors], "、")


def _on_edge(rows: Any, model: ScoreModel) -> Any:
    near = [(_near(rows, f, model), ibis.literal(f.name)) for f in model.factors]
    return _joined(near, "、")


def _near(rows: Any, factor: Factor, model: ScoreModel) -> Any:
    near = ibis.literal(False)
    for edge in edges_of(factor):
        near = near | ((rows[factor.name] - edge).abs() <= abs(edge) * model.edge).fill_null(False)
    return near & rows[_at(factor)].notnull()


def _joined(parts: list[tuple[Any, Any]], between: str) -> Any:
    """Return the texts whose condition holds, with `between` between them."""
    texts = [given.ifelse(ibis.literal(between).concat(text), "") for given, text in parts]
    return texts[0].concat(*texts[1:]).substr(len(between)) if texts else ibis.literal("")


def _explanation(rows: Any, model: ScoreModel) -> Any:
    tenths = rows._tenths
    known = _one_decimal(tenths).concat(" = ", _sum_said(rows, model))
    lacking = ibis.literal("；暂定，缺 ").concat(rows.missing)
    nothing = ibis.literal("缺 ").concat(rows.missing, "，资料太少，不评分")
    return ibis.cases(
        (tenths.isnull(), nothing), (rows.missing == "", known), else_=known.concat(lacking)
    )


def _notes(rows: Any, model: ScoreModel) -> Any:
    """Return the notes of the factors that count; a table without their conditions has none."""
    said = [
        rows[_at(factor)].notnull().ifelse(_note(rows, factor), "")
        for factor in model.factors
        if factor.notes and _note_at(factor, 0) in rows.columns
    ]
    return ibis.literal("").concat(*said) if said else ibis.literal("")


def _note(rows: Any, factor: Factor) -> Any:
    steps = [
        (rows[_note_at(factor, place)].fill_null(False), f"；{note.word}")
        for place, note in enumerate(factor.notes)
        if note.when
    ]
    rest = next((f"；{note.word}" for note in factor.notes if note.takes_rest), "")
    return ibis.cases(*steps, else_=rest)


def _sum_said(rows: Any, model: ScoreModel) -> Any:
    equal = has_equal_weights(model)
    parts = [(rows[_at(f)].notnull(), _part_said(rows, f, equal)) for f in model.factors]
    joined = _joined(parts, _PLUS)
    if equal:
        present = sum(rows[_at(f)].notnull().ifelse(1, 0) for f in model.factors)
        return ibis.literal("(").concat(joined, ")/", present.cast("string"))
    shared = ibis.literal("(").concat(joined, ")/", _percent_said(rows._weight))
    return (rows._weight == FULL_WEIGHT).ifelse(joined, shared)


def _part_said(rows: Any, factor: Factor, equal: bool) -> Any:
    tenths = _floored(rows[_at(factor)] + 50, 100)
    said = ibis.literal(f"{factor.label} ").concat(_short(tenths))
    return said if equal else said.concat(f"×{percent_said(weight_of(factor))}")


def _percent_said(weight: Any) -> Any:
    """Return ten-thousandths as a percent with at most two decimals and no trailing zero."""
    whole, rest = _floored(weight, 100), weight % 100
    tail = ibis.cases(
        (rest == 0, ""),
        (rest % 10 == 0, ibis.literal(".").concat(_floored(rest, 10).cast("string"))),
        (rest < 10, ibis.literal(".0").concat(rest.cast("string"))),
        else_=ibis.literal(".").concat(rest.cast("string")),
    )
    return whole.cast("string").concat(tail, "%")


def _one_decimal(tenths: Any) -> Any:
    return _floored(tenths, 10).cast("string").concat(".", (tenths % 10).cast("string"))


def _short(tenths: Any) -> Any:
    return (tenths % 10 == 0).ifelse(_floored(tenths, 10).cast("string"), _one_decimal(tenths))


def _floored(number: Any, by: int) -> Any:
    return (number.cast("float64") / by).floor().cast("int64")
