"""What a playbook must hold together: names that exist, formulas that read, scales without gaps."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Literal

from zhike.formula.parse import parse
from zhike.formula.tree import Formula
from zhike.formula.units import check
from zhike.playbook.bands import Band
from zhike.playbook.catalogue import (
    customer_attributes,
    customer_formula,
    fact_attributes,
    metric_formula,
    units,
)
from zhike.playbook.collecting import unknown_in_goals
from zhike.playbook.fields import NOUNS
from zhike.playbook.leaves import base_leaves, is_only_per_customer
from zhike.playbook.metrics import Fact, Metric, noun_of
from zhike.playbook.playbook import Playbook
from zhike.playbook.reports import ReportTable
from zhike.playbook.table_checks import columns_astray
from zhike.words.problem import Refused

# The columns of a fact that may be added or averaged.
_FIGURES: Mapping[Fact, set[str]] = {
    "orders": {"sold_fen", "returned_fen", "amount_fen", "refund_fen", "cost_fen"},
    "order_lines": {"amount_fen", "cost_fen", "quantity", "discount"},
    "order_gaps": {"gap_days"},
    "events": {"count", "value"},
    "cases": {"answer_hours", "solve_hours", "satisfaction"},
    "quotes": {"amount_fen", "discount", "reply_hours"},
    "contracts": {"amount_fen"},
    "contract_ends": {"amount_fen"},
    "payments": {"amount_fen", "paid_days", "late_days"},
    "demands": {"budget_fen"},
    "competitor_contacts": {"quote_fen"},
    "referrals": {"fee_fen"},
    "channel_costs": {"amount_fen"},
}


def findings(playbook: Playbook) -> list[str]:
    """Return what is wrong between the entries of a playbook, where first; empty is good."""
    found = found_in_words(playbook)
    if found:
        return found
    parts = (_metrics, _tags, _scores, _reports, _plans, _looked_for, _tables)
    return [sentence for part in parts for sentence in part(playbook)]


def found_in_words(playbook: Playbook) -> list[str]:
    """Return what is wrong with names, fields, word lists and goals alone; no formula is read."""
    return [
        *_twice(playbook),
        *_fields(playbook),
        *_completeness(playbook),
        *unknown_in_goals(playbook),
    ]


def _twice(playbook: Playbook) -> Iterator[str]:
    lists: dict[str, list[str]] = {
        "词表": [v.name for v in playbook.vocabularies],
        "目标": [goal.name for goal in playbook.goals],
        "指标": [name for m in playbook.metrics for name in (m.name, *m.also)],
        "维度": [name for d in playbook.dimensions for name in (d.name, *d.also)],
        "标签": [rule.family for rule in playbook.tags],
        "评分模型": [model.name for model in playbook.score_models],
        "等级方案": [scheme.name for scheme in playbook.schemes],
        "报表": [report.name for report in playbook.reports],
        "计划": [plan.name for plan in playbook.plans],
        "表格": [table.code for table in playbook.tables],
    }
    for noun, entries in playbook.field_entries.items():
        lists[f"字段 → {noun}"] = [entry.label for entry in entries]
        lists[f"字段 → {noun} → 列"] = [entry.column for entry in entries]
    for where, names in lists.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield f"{where}：“{name}”出现了 {times} 次，名称和别名都不能重复"


def _fields(playbook: Playbook) -> Iterator[str]:
    words = {vocabulary.name for vocabulary in playbook.vocabularies}
    for noun, entries in playbook.field_entries.items():
        if noun not in NOUNS:
            yield f"字段：没有“{noun}”这种记录，可用：{'、'.join(NOUNS)}"
        for entry in entries:
            if entry.vocabulary and entry.vocabulary not in words:
                yield f"字段 → {noun} → {entry.label}：没有词表“{entry.vocabulary}”"


def _completeness(playbook: Playbook) -> Iterator[str]:
    for path in playbook.completeness.fields:
        if path not in playbook.said_paths:
            yield f"完整率：没有字段“{path}”，请写成 客户.客户名称 的样子"
    for path in playbook.completeness.targets:
        if path not in playbook.completeness.fields:
            yield f"完整率 → 单项目标：“{path}”不在核心字段里，请先写进 字段"


def _metrics(playbook: Playbook) -> Iterator[str]:
    for metric in playbook.metrics:
        where = f"指标 → {metric.name}"
        if metric.is_base:
            yield from _base_metric(playbook, metric, where)
        else:
            yield from _formula(
                playbook, f"{where} → 公式", partial(metric_formula, playbook, metric), "数"
            )
    for dimension in playbook.dimensions:
        if bool(dimension.step) == bool(dimension.column):
            yield f"维度 → {dimension.name}：“时间”与“列”要且只要写一个"


def _base_metric(playbook: Playbook, metric: Metric, where: str) -> Iterator[str]:
    fact = metric.facts[0]
    columns = _FIGURES.get(fact, set())
    named = (*metric.plus, *metric.minus, *metric.known, *((metric.of,) if metric.of else ()))
    for column in named:
        if column not in columns:
            yield f"{where}：{noun_of(fact)} 里没有可以相加的栏“{column}”"
    if len(metric.facts) > 1 and (metric.where or named):
        yield f"{where}：从几种记录取数时不能写条件或加减栏"
    if metric.where:
        known = {a.name: a.unit for a in fact_attributes(playbook, fact).values()}
        yield from _said(
            f"{where} → 条件", lambda: check(parse(metric.where, tuple(known)), known, wants="条件")
        )


def _tags(playbook: Playbook) -> Iterator[str]:
    for rule in playbook.tags:
        where = f"标签 → {rule.family}"
        if rule.attribute and rule.attribute not in customer_attributes(playbook):
            yield f"{where} → 来自：没有客户属性“{rule.attribute}”"
        if rule.value:
            yield from _text(playbook, f"{where} → 值", rule.value, "数")
        yield from _bands(playbook, f"{where} → 档", rule.bands)
        if rule.when:
            yield from _text(playbook, f"{where} → 当", rule.when, "条件")


def _scores(playbook: Playbook) -> Iterator[str]:
    schemes = {scheme.name for scheme in playbook.schemes}
    for model in playbook.score_models:
        where = f"评分模型 → {model.name}"
        if model.scheme not in schemes:
            yield f"{where}：没有等级方案“{model.scheme}”"
        for factor in model.factors:
            yield from _text(playbook, f"{where} → {factor.name}", factor.value, "数")
            yield from _bands(playbook, f"{where} → {factor.name}", factor.bands)
            yield from _bands(playbook, f"{where} → {factor.name} → 附注", factor.notes)
    for scheme in playbook.schemes:
        yield from _bands(playbook, f"等级方案 → {scheme.name}", scheme.bands)


def _bands(playbook: Playbook, where: str, bands: tuple[Band, ...]) -> Iterator[str]:
    for band in bands:
        if band.when:
            yield from _text(playbook, f"{where} → {band.word}", band.when, "条件")
    if bands and not bands[-1].takes_rest:
        yield f"{where}：最后一档不要写条件，好让其余的都有归处"
    if any(band.takes_rest for band in bands[:-1]):
        yield f"{where}：没有条件的档只能放在最后，它后面的档永远轮不到"


def _reports(playbook: Playbook) -> Iterator[str]:
    for report in playbook.reports:
        where = f"报表 → {report.name}"
        used = [figure.metric for figure in report.figures]
        used += [name for chart in report.charts for name in chart.metrics]
        used += [attempt.metric for attempt in report.tries]
        for name in dict.fromkeys(used):
            yield from _said(where, partial(_group_metric, playbook, name))
        split = [name for chart in report.charts for name in chart.by]
        split += [attempt.by for attempt in report.tries]
        yield from _known(playbook, where, split)
        for table in report.tables:
            yield from _report_table(playbook, f"{where} → {table.title}", table)


def _report_table(playbook: Playbook, where: str, table: ReportTable) -> Iterator[str]:
    if table.scheme not in {model.scheme for model in playbook.score_models}:
        yield f"{where}：没有评分模型用等级方案“{table.scheme}”"
        return
    for trait in table.traits:
        yield from _text(playbook, f"{where} → 特征", trait.value, "数")
    for advice in table.advice:
        yield from _tier(playbook, where, table.scheme, (advice.tier,))


def _group_metric(playbook: Playbook, name: str) -> list[str]:
    if is_only_per_customer(playbook, playbook.metric(name)):
        return [f"“{name}”只对单个客户有意义，不能放进报表"]
    return []


def _plans(playbook: Playbook) -> Iterator[str]:
    tags = {tag for rule in playbook.tags for tag in rule.tags}
    ranks = {top.word for rule in playbook.tags for top in rule.tops}
    for plan in playbook.plans:
        where = f"计划 → {plan.name}"
        if plan.when:
            yield from _text(playbook, f"{where} → 当", plan.when, "条件")
        for tag in plan.tags:
            if tag not in tags:
                yield f"{where}：没有哪条规则会打标签“{tag}”"
            if tag in ranks:
                yield f"{where}：“{tag}”要看全部客户的名次，不能用在计划里，请改用金额条件"
        for scheme, tiers in plan.tiers.items():
            yield from _tier(playbook, where, scheme, tiers)
    for cadence in playbook.cadences:
        yield from _tier(playbook, f"节奏 → {cadence.action}", cadence.scheme, (cadence.tier,))


def _looked_for(playbook: Playbook) -> Iterator[str]:
    """Yield what is wrong in 发现: formulas that don't read, dimensions that are no customer's."""
    yield from _bands(playbook, "发现 → 同一客户 → 金额档", playbook.findings.same_customer.bands)
    for plan in playbook.findings.best_groups:
        where = f"发现 → 最高组 → {plan.name}"
        yield from _text(playbook, f"{where} → 分母", plan.base, "条件")
        yield from _text(playbook, f"{where} → 分子", plan.hit, "条件")
        yield from _said(where, partial(_of_customers, playbook, plan.by))


def _tables(playbook: Playbook) -> Iterator[str]:
    yield from columns_astray(playbook)
    for table in playbook.tables:
        for column in table.columns:
            if column.formula:
                where = f"表格 → {table.title} → {column.head}"
                yield from _text(playbook, where, column.formula, "数")


def _of_customers(playbook: Playbook, name: str) -> list[str]:
    dimension = playbook.dimension(name)
    if dimension.is_of_customers:
        return []
    return [f"“{name}”不是客户自己的维度，请用 区域、规模、渠道 这样的"]


def _tier(playbook: Playbook, where: str, scheme: str, tiers: tuple[str, ...]) -> Iterator[str]:
    found = [s for s in playbook.schemes if s.name == scheme]
    if not found:
        yield f"{where}：没有等级方案“{scheme}”"
        return
    for tier in tiers:
        if tier not in {band.word for band in found[0].bands}:
            yield f"{where}：等级方案“{scheme}”里没有“{tier}”"


def _known(playbook: Playbook, where: str, names: Iterable[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        yield from _said(where, partial(_dimension, playbook, name))


def _dimension(playbook: Playbook, name: str) -> list[str]:
    playbook.dimension(name)
    return []


def _text(playbook: Playbook, where: str, text: str, wants: Literal["数", "条件"]) -> Iterator[str]:
    yield from _formula(playbook, where, lambda: customer_formula(playbook, text), wants)


def _formula(
    playbook: Playbook,
    where: str,
    read: Callable[[], Formula],
    wants: Literal["数", "条件"],
) -> Iterator[str]:
    def checked() -> list[str]:
        formula = read()
        base_leaves(playbook, formula)
        return check(formula, units(playbook), wants=wants)

    yield from _said(where, checked)


def _said(where: str, checked: Callable[[], list[str]]) -> Iterator[str]:
    try:
        yield from (f"{where}：{sentence}" for sentence in checked())
    except Refused as why:
        yield f"{where}：{why}"
