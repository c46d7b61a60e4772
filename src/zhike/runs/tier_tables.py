"""The tables of a report about tiers: a line a customer (T2-3), a line a tier (T2-4)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl

from zhike.analyse.churn import churn
from zhike.analyse.risk import RISK, WARNING, levelled
from zhike.analyse.scores import score
from zhike.analyse.tier_summary import features_of, problems_of
from zhike.analyse.traits import described, problems
from zhike.playbook.catalogue import customer_formula
from zhike.playbook.facts import metric_rows
from zhike.playbook.per_customer import customer_values
from zhike.playbook.playbook import Playbook
from zhike.playbook.reports import Advice, ReportPlan, ReportTable
from zhike.playbook.scoring import Scheme
from zhike.reckon.shares import percents_of
from zhike.report.tables import Column, Line, Table
from zhike.store.tables import Tables
from zhike.words.period import Period
from zhike.words.wording import count, percent

COMPLAINTS, NEGATIVE, BOUGHT = "投诉次数", "消极反馈次数", "累计消费金额"
OF_CUSTOMERS = (
    Column("客户编号"),
    Column("客户名称"),
    Column("客户价值评分", "分"),
    Column("分层结果"),
    Column("核心行为特征", is_long=True),
    Column("主要问题点", is_long=True),
)
OF_TIERS = (
    Column("客户分层"),
    Column("客户数量", "个"),
    Column("占比", "%"),
    Column("核心特征", is_long=True),
    Column("问题点", is_long=True),
    Column("改进建议", is_long=True),
    Column("负责人"),
    Column("完成时间"),
)


def tier_tables(
    plan: ReportPlan, tables: Tables, *, playbook: Playbook, period: Period
) -> tuple[Table, ...]:
    """Return the tables of a report, without names: customers are told by their ids.

    Scores are those of the period's last day; buying and complaints are those of the period.
    """
    people: dict[str, pl.DataFrame] = {}
    for table in plan.tables:
        if table.scheme not in people:
            people[table.scheme] = _people(table, tables, playbook, period)
    complaints = _complaints(tables, playbook, period) if plan.tables else pl.DataFrame()
    return tuple(
        _of_customers(table, people[table.scheme])
        if table.kind == "客户分层"
        else _of_tiers(table, people[table.scheme], complaints, playbook, period.last)
        for table in plan.tables
    )


def _people(table: ReportTable, tables: Tables, playbook: Playbook, period: Period) -> pl.DataFrame:
    """Return who bought and has a score, the best first.

    Columns: customer_id, score, tier, level, industry_group, traits, problems.
    """
    model = next(m for m in playbook.score_models if m.scheme == table.scheme)
    scored = _rows(tables, score(tables, model, as_of=period.last, playbook=playbook))
    scored = scored.filter(pl.col("tier") != "").select("customer_id", "score", "tier")
    wanted = {
        f"trait_{place}": customer_formula(playbook, trait.value)
        for place, trait in enumerate(table.traits)
    }
    wanted["negative"] = customer_formula(playbook, NEGATIVE)
    values = customer_values(
        tables, wanted, as_of=period.last, playbook=playbook, since=period.start
    )
    scored = scored.join(_buyers(tables, playbook, period.last), on="customer_id", how="semi")
    known = scored.join(_rows(tables, values), on="customer_id", how="left")
    bad = problems(
        _complaints(tables, playbook, period),
        known.select("customer_id", pl.col("negative").alias("n")),
    )
    parts = (described(known, table.traits), bad, _levels(tables, playbook, period), _of(tables))
    for part in parts:
        scored = scored.join(part, on="customer_id", how="left")
    return scored.sort(["score", "customer_id"], descending=[True, False])


def _buyers(tables: Tables, playbook: Playbook, as_of: date) -> pl.DataFrame:
    """Return who ever bought, or of whom an amount is stated: others can't be leaving."""
    wanted = {"bought": customer_formula(playbook, BOUGHT)}
    found = _rows(tables, customer_values(tables, wanted, as_of=as_of, playbook=playbook))
    return found.filter(pl.col("bought") > 0)


def _of(tables: Tables) -> pl.DataFrame:
    customers = tables["customers"]
    if "industry_group" not in customers.columns:
        rows = _rows(tables, customers.select("customer_id"))
        return rows.with_columns(pl.lit(None, pl.String).alias("industry_group"))
    return _rows(tables, customers.select("customer_id", "industry_group"))


def _levels(tables: Tables, playbook: Playbook, period: Period) -> pl.DataFrame:
    found = _rows(tables, churn(tables, as_of=period.last))
    schemes = [scheme for scheme in playbook.schemes if scheme.name == RISK]
    rated = levelled(found, schemes[0]) if schemes else found
    return rated.select("customer_id", "level")


def _complaints(tables: Tables, playbook: Playbook, period: Period) -> pl.DataFrame:
    """Return customer_id, topic and n of the period's complaints."""
    rows = metric_rows(
        tables, playbook.metric(COMPLAINTS), playbook=playbook, start=period.start, last=period.last
    )
    return _rows(tables, rows.group_by("customer_id", "topic").aggregate(n=rows.count()))


def _of_customers(table: ReportTable, people: pl.DataFrame) -> Table:
    lines = tuple(
        Line(
            ("", "", row["score"], _tier_said(row), row["traits"], row["problems"]),
            row["customer_id"],
        )
        for row in people.head(table.most).iter_rows(named=True)
    )
    left_out = people.height - len(lines)
    said = f"按客户价值评分从高到低，共 {count(people.height)} 家"
    said += f"，列出前 {count(len(lines))} 家。" if left_out else "。"
    return Table(table.title, said, OF_CUSTOMERS, lines, names=2)


def _tier_said(row: Mapping[str, Any]) -> str:
    """Return the class with the warning beside it, which never hides in it (S2-20)."""
    return f"{row['tier']}类" + (f"·{WARNING}" if row["level"] == "高" else "")


def _of_tiers(
    table: ReportTable,
    people: pl.DataFrame,
    complaints: pl.DataFrame,
    playbook: Playbook,
    as_of: date,
) -> Table:
    scheme = playbook.scheme(table.scheme)
    groups = [people.filter(pl.col("tier") == band.word) for band in scheme.bands]
    shares = percents_of([group.height for group in groups])
    advice = {one.tier: one for one in table.advice}
    lines = tuple(
        Line(
            (
                _named(scheme, band.word),
                group.height,
                None if share is None else float(share) / 100,
                features_of(group) if group.height else "",
                problems_of(group, complaints) if group.height else "",
                *_advised(advice.get(band.word), as_of, is_empty=not group.height),
            )
        )
        for band, group, share in zip(scheme.bands, groups, shares, strict=True)
    )
    return Table(table.title, _summed(lines, people.height), OF_TIERS, lines)


def _named(scheme: Scheme, word: str) -> str:
    said = next((band.said for band in scheme.bands if band.word == word), "")
    return f"{word}类 {said}".strip()


def _advised(advice: Advice | None, as_of: date, *, is_empty: bool) -> tuple[str, str, str]:
    if advice is None or is_empty:
        return "", "", ""
    return advice.said, advice.role, str(as_of + timedelta(days=advice.days))


def _summed(lines: tuple[Line, ...], total: int) -> str:
    if not total:
        return "本期没有能评分的客户。"
    told = ((line.cells[0], int(line.cells[1] or 0), float(line.cells[2] or 0)) for line in lines)
    parts = [f"{name} {count(number)} 家（{percent(share)}）" for name, number, share in told]
    return f"共 {count(total)} 家：{'，'.join(parts)}。"


def _rows(tables: Tables, expr: Any) -> pl.DataFrame:
    return pl.DataFrame(tables.run(expr))
