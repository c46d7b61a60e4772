"""Records that are one customer, and how much more that customer is than each record says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from zhike.analyse.claims import Asked, Claim, Rows
from zhike.analyse.quoting import apart_in_a_month
from zhike.analyse.window import orders_until
from zhike.playbook.bands import Band
from zhike.words.finding import Behind, Finding, Reach, Shown, customer
from zhike.words.period import window_before
from zhike.words.wording import percent, summed, wan

KIND = "同一客户"
IS_FACT = True
_OVER = ("已终止", "已续约")
AUDIENCE = ("总经理", "管理员", "销售顾问")
DEFINITION = (
    "统一社会信用代码相同的记录是同一家；按名称、电话等证据判为同一家、代码没有填全的记为疑似。"
    "金额是近{months}个月订单金额减退款，金额档按手册“发现 → 同一客户”。"
)


@dataclass(frozen=True, slots=True)
class _Group:
    ids: tuple[int, ...]
    sure: frozenset[int]
    amounts: tuple[int, ...]

    @property
    def amount_fen(self) -> int:
        return sum(self.amounts)

    @property
    def lines(self) -> list[tuple[int, int]]:
        return list(zip(self.ids, self.amounts, strict=True))


def ask(tables: Any, asked: Asked) -> dict[str, Any]:
    """Return amounts of the window, recent quotes with a discount and contracts that end soon."""
    settings = asked.settings.same_customer
    period = window_before(asked.as_of, months=settings.months)
    orders = orders_until(tables, as_of=asked.as_of, period=period)
    wanted = {
        "amounts": orders.group_by("customer_id").agg(amount_fen=orders.net_fen.sum().cast("int64"))
    }
    if "quotes" in tables:
        quotes, since = tables["quotes"], window_before(asked.as_of, months=settings.quotes_months)
        inside = (quotes.quoted_on >= since.start) & (quotes.quoted_on <= asked.as_of)
        wanted["quotes"] = quotes.filter(inside, quotes.discount.notnull()).select(
            "quote_id", "customer_id", "quoted_on", "discount", "owner_id"
        )
    if "contracts" in tables:
        contracts, last = tables["contracts"], asked.as_of + timedelta(days=settings.ending_days)
        ending = (contracts.ends_on > asked.as_of) & (contracts.ends_on <= last)
        wanted["contracts"] = contracts.filter(ending, contracts.state.notin(_OVER)).select(
            "contract_id", "customer_id", "ends_on", "amount_fen"
        )
    return wanted


def find(rows: Rows, asked: Asked) -> list[Claim]:
    """Return the groups whose 金额档 rises when their records become one (S4-15, S3-09)."""
    bands = asked.settings.same_customer.bands
    spent = dict(rows["amounts"].select("customer_id", "amount_fen").iter_rows())
    groups = _groups(rows["matches"], spent)
    rising = [g for g in groups if _place(g.amount_fen, bands) < min(_places(g, bands))]
    rising.sort(key=lambda group: -group.amount_fen)
    everyone = _merged(spent, groups)
    return [
        Claim(_finding(group, rows, asked, rank=1 + sum(a > group.amount_fen for a in everyone)))
        for group in rising[: asked.settings.most_each]
    ]


def _groups(matches: pl.DataFrame, spent: dict[int, int]) -> list[_Group]:
    found = []
    for _, members in matches.group_by("group", maintain_order=True):
        sure = members.filter("sure")["customer_id"].to_list()
        rest = members.filter(~pl.col("sure"))["customer_id"].to_list()
        ids = sorted([*sure, *rest], key=lambda one: (-spent.get(one, 0), one))
        if len(ids) > 1:
            found.append(
                _Group(tuple(ids), frozenset(sure), tuple(spent.get(one, 0) for one in ids))
            )
    return found


def _merged(spent: dict[int, int], groups: list[_Group]) -> list[int]:
    """Return the amounts with every group counted as one customer."""
    grouped = {one for group in groups for one in group.ids}
    alone = [amount for one, amount in spent.items() if one not in grouped]
    return [*alone, *(group.amount_fen for group in groups)]


def _place(amount_fen: int, bands: Sequence[Band]) -> int:
    return next(i for i, band in enumerate(bands) if band.holds(amount_fen / 100))


def _places(group: _Group, bands: Sequence[Band]) -> list[int]:
    return [_place(amount, bands) for amount in group.amounts]


def _finding(group: _Group, rows: Rows, asked: Asked, *, rank: int) -> Finding:
    settings, size = asked.settings.same_customer, len(group.ids)
    quotes, contracts = (_of(rows, name, group) for name in ("quotes", "contracts"))
    return Finding(
        kind=KIND,
        title=f"{size} 条记录其实是第 {rank} 大客户",
        text=_rise_said(group, asked, rank)
        + _certainty(group, settings.bands)
        + _quotes_said(quotes, settings.quotes_apart)
        + _contracts_said(contracts, asked.as_of),
        n=size,
        n_said=f"{size} 条记录",
        definition=DEFINITION.format(months=settings.months),
        figures=_figures(group),
        customer_ids=group.ids,
        behind=_behind(group, quotes, contracts, months=settings.months),
        reach=_reach(asked),
        suggestion="核对后合并，定一位顾问统一报价" + ("并谈续签" if contracts else ""),
        plan="核对重复客户",
        audience=AUDIENCE,
        order=10,
    )


def _rise_said(group: _Group, asked: Asked, rank: int) -> str:
    """Return which place and 金额档 the records have together, against each of them alone."""
    settings = asked.settings.same_customer
    bands, after = settings.bands, settings.bands[_place(group.amount_fen, settings.bands)]
    alone = "、".join(dict.fromkeys(bands[place].word for place in _places(group, bands)))
    return (
        f"{customer(group.ids[0])}等 {len(group.ids)} 条记录其实是同一家，"
        f"合起来是第 {rank} 大客户："
        f"近{settings.months}个月 {_sum_said(group.amounts)}；"
        f"单看都是金额档 {alone}，合并后是 {after.word}（{_band_said(after)}）。"
    )


def _figures(group: _Group) -> tuple[Shown, ...]:
    doubtful = len(group.ids) - len(group.sure)
    return (
        *(
            Shown(f"{customer(one)} 金额", summed(amount), amount / 100)
            for one, amount in group.lines
        ),
        Shown("合并后金额", summed(group.amount_fen), group.amount_fen / 100),
        Shown("代码相同的记录", f"{len(group.sure)} 条", len(group.sure)),
        Shown("疑似的记录", f"{doubtful} 条", doubtful),
    )


def _behind(
    group: _Group, quotes: list[dict[str, Any]], contracts: list[dict[str, Any]], *, months: int
) -> tuple[Behind, ...]:
    customers = [
        Behind("customers", one, one, f"近{months}个月 {summed(amount)}")
        for one, amount in group.lines
    ]
    quoted = [Behind("quotes", q["quote_id"], q["customer_id"], _quote_said(q)) for q in quotes]
    ending = [
        Behind("contracts", c["contract_id"], c["customer_id"], f"{c['ends_on']} 到期")
        for c in contracts
    ]
    return (*customers, *quoted, *ending)


def _reach(asked: Asked) -> Reach:
    period = window_before(asked.as_of, months=asked.settings.same_customer.months)
    return Reach("orders", period.start.isoformat(), period.last.isoformat())


def _of(rows: Rows, name: str, group: _Group) -> list[dict[str, Any]]:
    if name not in rows:
        return []
    return rows[name].filter(pl.col("customer_id").is_in(group.ids)).rows(named=True)


def _sum_said(amounts: Sequence[int]) -> str:
    """Return 230 + 185 + 110 = 525 万元, with a decimal where whole 万 would not add up."""
    total = sum(amounts)
    for places in (0, 1, 2):
        parts = [wan(amount, places) for amount in amounts]
        whole = sum(float(part.replace(",", "")) for part in parts)
        if f"{whole:.{places}f}" == wan(total, places).replace(",", ""):
            return f"{' + '.join(parts)} = {wan(total, places)}万元"
    return f"合计 {summed(total)}"


def _band_said(band: Band) -> str:
    return f"{band.at_least / 10_000:g}万元及以上" if band.at_least else "其余"


def _certainty(group: _Group, bands: Sequence[Band]) -> str:
    """Return how sure it is, and what the sure records alone come to."""
    doubtful = len(group.ids) - len(group.sure)
    if not doubtful:
        return "统一社会信用代码相同。"
    if not group.sure:
        return "没有两条填了同一个信用代码，按名称、电话等证据判为同一家，疑似。"
    known = sum(amount for one, amount in group.lines if one in group.sure)
    return (
        f"其中 {len(group.sure)} 条信用代码相同，另 {doubtful} 条按名称、电话等证据判断，疑似；"
        f"只合并前者是 {summed(known)}（{bands[_place(known, bands)].word}）。"
    )


def _quotes_said(quotes: list[dict[str, Any]], least: float) -> str:
    apart = apart_in_a_month(quotes, least)
    return f"{apart.said}。" if apart else ""


def _quote_said(row: dict[str, Any]) -> str:
    return f"{row['quoted_on']} 报价优惠 {percent(row['discount'], 0)}"


def _contracts_said(contracts: list[dict[str, Any]], as_of: date) -> str:
    if not contracts:
        return ""
    first = min(row["ends_on"] for row in contracts)
    return f"合同还有 {(first - as_of).days} 天到期。"
