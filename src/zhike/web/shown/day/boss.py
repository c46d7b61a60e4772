"""A general manager's day: the last quarter against the one before and a year ago, by team."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from zhike.records.day.sales import Sales, sales_by_team
from zhike.records.said import money, said
from zhike.web.shown.day.leader import moves_block
from zhike.web.shown.figures import amount, change, points, quarters, sales_of
from zhike.web.shown.today import Asking, Block, Day, cell, number, right
from zhike.web.shown.why import why_url
from zhike.words.period import Period
from zhike.words.wording import count, percent

ROLE = "总经理"


def day(asking: Asking) -> Day:
    """Return the day of somebody who answers for the whole company."""
    last, before, ago = quarters(asking.as_of)
    return Day(
        main=[_teams(asking, last, ago)],
        figures=_figures(asking, last, before, ago),
        side=[moves_block(asking)],
    )


def _teams(asking: Asking, last: Period, ago: Period) -> Block:
    now = sales_by_team(asking.viewer, last.start, last.last)
    then = sales_by_team(asking.viewer, ago.start, ago.last)
    total = sum(now.values())
    columns = [
        _("团队"),
        right(_("销售额")),
        right(_("占比")),
        right(_("去年同期")),
        right(_("同比")),
    ]
    lines = [
        [
            cell(said(name)),
            number(money(fen)),
            number(percent(fen / total if total else None)),
            number(money(then.get(name))),
            number(_moved(fen, then.get(name)), heed=fen < then.get(name, 0)),
        ]
        for name, fen in now.items()
    ]
    more = (_("看报表"), reverse("reports"))
    return Block(
        _("各团队 {quarter}").format(quarter=said(last.label)),
        columns,
        lines,
        more=more,
        empty=_("{quarter}没有订单。").format(quarter=said(last.label)),
    )


def _moved(now: int, before: int | None) -> str:
    moved = change("", now, before)
    arrow = {"up": "↑ ", "down": "↓ "}.get(moved["way"], "")
    return f"{arrow}{moved['text']}"


def _figures(asking: Asking, last: Period, before: Period, ago: Period) -> list[dict[str, Any]]:
    now, then, year = (sales_of(asking.viewer, period) for period in (last, before, ago))
    period = f"{last.start.year}Q{(last.start.month + 2) // 3}"

    def moved(of: Any, measure: Any = change) -> list[dict[str, Any]]:
        return [measure(_("环比"), of(now), of(then)), measure(_("同比"), of(now), of(year))]

    return [
        amount(
            _("销售额"),
            now.amount_fen,
            moved(lambda s: s.amount_fen),
            url=why_url("总销售额", period=period),
        ),
        {
            "name": _("毛利率"),
            "text": percent(now.margin),
            "changes": moved(_margin, points),
            "url": why_url("毛利率", period=period),
        },
        {
            "name": _("成交客户数"),
            "text": count(now.customers),
            "unit": _("家"),
            "changes": moved(lambda s: s.customers),
            "url": why_url("成交客户数", period=period),
        },
        amount(
            _("客户均额"),
            now.per_customer_fen,
            moved(lambda s: s.per_customer_fen),
            url=why_url("客户均额", period=period),
        ),
    ]


def _margin(sales: Sales) -> float | None:
    return sales.margin
