"""One customer, two people, two prices in one month."""

from typing import Any

import polars as pl

from zhike.analyse.claims import Asked, Claim, Rows
from zhike.analyse.quoting import Apart, apart_in_a_month
from zhike.words.finding import Behind, Finding, Shown, customer
from zhike.words.period import window_before
from zhike.words.wording import count, percent

KIND = "同月两价"
IS_FACT = True
DEFINITION = (
    "近{months}个月里，同一家客户在同一个月由两位同事报价，优惠相差 {apart} 个百分点及以上。"
    "几条记录其实是一家的，见“同一客户”。"
)


def ask(tables: Any, asked: Asked) -> dict[str, Any]:
    """Return the recent quotes with a discount, and what each customer bought in twelve months."""
    if "quotes" not in tables:
        return {}
    since = window_before(asked.as_of, months=asked.settings.same_customer.quotes_months)
    quotes = tables["quotes"]
    inside = (quotes.quoted_on >= since.start) & (quotes.quoted_on <= asked.as_of)
    return {
        "quotes": quotes.filter(inside, quotes.discount.notnull()).select(
            "quote_id", "customer_id", "quoted_on", "discount", "owner_id"
        )
    }


def find(rows: Rows, asked: Asked) -> list[Claim]:
    """Return one finding with every customer that was offered two prices."""
    if "quotes" not in rows:
        return []
    alone = rows["quotes"].join(rows["matches"], on="customer_id", how="anti")
    by_more = alone.filter(pl.col("owner_id").n_unique().over("customer_id") > 1)
    found: list[tuple[int, Apart]] = []
    for (one,), quotes in by_more.sort("customer_id", "quote_id").group_by(
        "customer_id", maintain_order=True
    ):
        apart = apart_in_a_month(
            quotes.iter_rows(named=True), asked.settings.same_customer.quotes_apart
        )
        if apart:
            found.append((int(one), apart))
    found.sort(key=lambda pair: pair[1].low["discount"] - pair[1].high["discount"])
    return [Claim(_finding(found, asked))] if found else []


def _finding(found: list[tuple[int, Apart]], asked: Asked) -> Finding:
    settings, (worst, apart) = asked.settings.same_customer, found[0]
    more = f"，共 {count(len(found))} 家有这样的两价" if len(found) > 1 else ""
    return Finding(
        kind=KIND,
        title=f"{count(len(found))} 家客户同一个月收到两个价",
        text=f"{customer(worst)}：{apart.said}{more}。",
        n=len(found),
        n_said=f"{count(len(found))} 家",
        definition=DEFINITION.format(
            months=settings.quotes_months, apart=f"{settings.quotes_apart * 100:g}"
        ),
        figures=(Shown("同月两价的客户", f"{count(len(found))} 家", len(found)),),
        customer_ids=tuple(one for one, _ in found),
        behind=tuple(
            Behind("quotes", row["quote_id"], one, f"{row['quoted_on']} {percent(row['discount'])}")
            for one, both in found
            for row in (both.low, both.high)
        ),
        suggestion="定一位顾问统一报价，低的那份先报批",
        plan="统一报价",
        order=50,
    )
