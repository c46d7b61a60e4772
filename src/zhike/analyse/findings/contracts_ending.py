"""Contracts that end soon, and whether anybody talked to the customers."""

from datetime import timedelta
from typing import Any

import ibis
import polars as pl

from zhike.analyse.claims import Asked, Claim, Rows
from zhike.words.finding import Behind, Finding, Shown
from zhike.words.wording import count, summed

KIND = "合同到期"
IS_FACT = True
AUDIENCE = ("销售顾问",)
OVER = ("已终止", "已续约")
DEFINITION = (
    "{days} 天内到期、没有终止也没有续签的合同；"
    "{idle} 天没有跟进，是指最近一次跟进早于此，或从未跟进。"
)


def ask(tables: Any, asked: Asked) -> dict[str, Any]:
    """Return the contracts that end soon and each customer's last follow-up."""
    if "contracts" not in tables:
        return {}
    contracts = tables["contracts"]
    last = asked.as_of + timedelta(days=asked.settings.same_customer.ending_days)
    soon = (contracts.ends_on > asked.as_of) & (contracts.ends_on <= last)
    ending = contracts.filter(soon, contracts.state.notin(OVER))
    talks = tables["interactions"]
    talks = talks.filter(talks.happened_on <= asked.as_of)
    known = talks.group_by(talked_to=talks.customer_id).agg(last_on=talks.happened_on.max())
    joined = ending.left_join(known, ending.customer_id == known.talked_to)
    return {
        "ending": joined.select(
            "contract_id",
            "customer_id",
            "ends_on",
            "last_on",
            amount_fen=ibis.coalesce(joined.amount_fen, 0),
        )
    }


def find(rows: Rows, asked: Asked) -> list[Claim]:
    """Return one finding with the contracts that end soon, the nearest first."""
    if "ending" not in rows or rows["ending"].is_empty():
        return []
    until = asked.as_of - timedelta(days=asked.settings.topic_surge.idle_days)
    is_idle = pl.col("last_on").is_null() | (pl.col("last_on") <= until)
    ending = rows["ending"].with_columns(is_idle=is_idle).sort("ends_on", "contract_id")
    return [Claim(_finding(ending, asked))]


def _finding(ending: pl.DataFrame, asked: Asked) -> Finding:
    days, idle_days = asked.settings.same_customer.ending_days, asked.settings.topic_surge.idle_days
    amount = int(ending["amount_fen"].sum())
    idle = ending.filter("is_idle")["customer_id"].n_unique()
    customers = tuple(ending["customer_id"].unique(maintain_order=True).to_list())
    said = f"{days} 天内有 {count(ending.height)} 份合同到期，共 {summed(amount)}"
    unseen = f"；其中 {count(idle)} 家客户 {idle_days} 天没有跟进" if idle else ""
    return Finding(
        kind=KIND,
        title=f"{count(ending.height)} 份合同 {days} 天内到期",
        text=f"{said}{unseen}。",
        n=ending.height,
        n_said=f"{count(ending.height)} 份",
        definition=DEFINITION.format(days=days, idle=idle_days),
        figures=(
            Shown("到期的合同", f"{count(ending.height)} 份", ending.height),
            Shown("合同金额", summed(amount), amount / 100),
            Shown(f"{idle_days} 天没有跟进的客户", f"{count(idle)} 家", idle),
        ),
        customer_ids=customers,
        behind=tuple(
            Behind("contracts", row["contract_id"], row["customer_id"], _said(row, asked))
            for row in ending.iter_rows(named=True)
        ),
        suggestion="先谈续签，没跟进的先打电话",
        plan="谈续签",
        audience=AUDIENCE,
        order=45,
    )


def _said(row: dict[str, Any], asked: Asked) -> str:
    talked = f"{(asked.as_of - row['last_on']).days} 天前跟进" if row["last_on"] else "从未跟进"
    return f"{row['ends_on']} 到期 · {summed(row['amount_fen'])} · {talked}"
