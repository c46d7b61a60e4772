"""Counts of cases that moved: 3 → 2 is no fall of a third, it is two and three."""

from typing import Any

import polars as pl

from zhike.analyse.claims import Asked, Claim, Rows, p_said
from zhike.reckon.comparison import poisson_rates
from zhike.reckon.rates import rate_ratio
from zhike.words.finding import Behind, Finding, Shown, Tested
from zhike.words.period import Period, window_before

KIND = "件数变化"
DEFINITION = (
    "近{months}个月与之前{months}个月的件数之比（精确 Poisson 检验）。两边合计不到 {least} 件时"
    "不说百分比，也不作比较。"
)


def ask(tables: Any, asked: Asked) -> dict[str, Any]:
    """Return the cases of both windows with kind, severity and topic."""
    if "cases" not in tables:
        return {}
    settings = asked.settings.small_counts
    both = window_before(asked.as_of, months=2 * settings.months)
    cases = tables["cases"]
    inside = (cases.opened_on >= both.start) & (cases.opened_on <= asked.as_of)
    return {
        "cases": cases.filter(inside, cases.case_kind.isin(settings.kinds)).select(
            "case_id", "customer_id", "opened_on", "case_kind", "severity", "topic"
        )
    }


def find(rows: Rows, asked: Asked) -> list[Claim]:
    """Return the largest changes of counts by severity and kind, few or many."""
    if "cases" not in rows:
        return []
    settings = asked.settings.small_counts
    recent = window_before(asked.as_of, months=settings.months)
    found = [
        (abs(now / before - 1), _claim(name, before, now, members, asked))
        for name, members in _groups(rows["cases"])
        for now, before in [_counts(members, recent)]
        if before and abs(now / before - 1) >= settings.least_change
    ]
    found.sort(key=lambda change: -change[0])
    return [claim for _, claim in found[: settings.most]]


def _groups(cases: pl.DataFrame) -> list[tuple[str, pl.DataFrame]]:
    named = cases.filter(pl.col("severity") != "").with_columns(
        name=pl.col("severity") + pl.col("case_kind")
    )
    return [
        (name, rows)
        for (name,), rows in named.sort("name", "case_id").group_by("name", maintain_order=True)
    ]


def _counts(cases: pl.DataFrame, recent: Period) -> tuple[int, int]:
    now = cases.filter(pl.col("opened_on") >= recent.start).height
    return now, cases.height - now


def _claim(name: str, before: int, now: int, cases: pl.DataFrame, asked: Asked) -> Claim:
    settings, least = asked.settings.small_counts, asked.settings.least_n
    p, ratio = poisson_rates(now, before), rate_ratio(now, before)
    ends = f"{ratio.low:.2f}…{ratio.high:.2f} 倍" if ratio else ""
    word = "升到" if now > before else "降到"
    finding = Finding(
        kind=KIND,
        title=f"{name} {before} → {now} 件",
        text=f"近{settings.months}个月{name}从 {before} 件{word} {now} 件。",
        n=before + now,
        n_said=f"n={before + now} 件",
        definition=DEFINITION.format(months=settings.months, least=least),
        tested=Tested(
            said=f"{before} 件对 {now} 件（Poisson {p_said(p)}，比值 95% {ends}）",
            p=p,
            interval=ends,
            n_min=before + now,
            effect=now / before - 1,
        ),
        figures=(Shown("之前", f"{before} 件", before), Shown("最近", f"{now} 件", now)),
        customer_ids=tuple(cases["customer_id"].unique(maintain_order=True).to_list()),
        behind=tuple(
            Behind("cases", row["case_id"], row["customer_id"], f"{row['opened_on']} {name}")
            for row in cases.sort("opened_on").head(60).iter_rows(named=True)
        ),
        suggestion="逐件看原因",
        order=70,
    )
    return Claim(finding, (p,))
