"""One customer laid out: head line, portrait, scores with their factors, facts."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.analyse.risk import RISK, WARNING
from zhike.records.demand.lookups import DemandRow
from zhike.records.portrait.page import CustomerPage, ScoreRow
from zhike.records.said import money, said, summed
from zhike.web.shown.customer_columns import RANKS, RISK_RANKS
from zhike.words.wording import NOTHING, half_up, percent

SOON = 60  # days before its end that a contract asks for attention
FACTOR_HEADS = [
    {"text": gettext_lazy("因子")},
    {"text": gettext_lazy("取值"), "right": True},
    {"text": gettext_lazy("权重"), "right": True},
    {"text": gettext_lazy("得分"), "right": True},
]
VALUE = "价值分层"  # the classes the warning of S2-20 stands beside
_SCALE = {"万元": 1 / 10_000, "%": 100}


def tiers(page: CustomerPage) -> list[dict[str, Any]]:
    """Return the letters of the head line, each with its scheme, linked to its why."""
    leaving = any(score.scheme == RISK and score.tier == "高" for score in page.scores)
    found = [
        {
            "scheme": score.scheme,
            "letter": _letter(score, leaving=leaving),
            "rank": _rank(score),
            "note": _("暂定") if score.provisional else "",
            "url": f"#score-{score.scheme}",
        }
        for score in page.scores
        if score.tier
    ]
    if letter := page.standing.get("abc"):
        found.append(
            {"scheme": _("ABC（金额）"), "letter": letter, "rank": RANKS.get(letter, 3),
             "note": "", "url": "#standing"}
        )  # fmt: skip
    return found


def _letter(score: ScoreRow, *, leaving: bool) -> str:
    """Return a tier; the risk with index and complaints, its warning beside the class (S2-20)."""
    if score.scheme == RISK:
        complaints = [f["value"] for f in score.parts["factors"] if f["name"] == "投诉次数"]
        told = (
            _("（投诉 %(complaints)s 次）") % {"complaints": f"{complaints[0]:g}"}
            if complaints and complaints[0]
            else ""
        )
        return f"{said(score.tier)} {score.score.removesuffix('.0')}{told}"
    return f"{score.tier}·{said(WARNING)}" if leaving and score.scheme == VALUE else score.tier


def _rank(score: ScoreRow) -> int:
    return (RISK_RANKS if score.scheme == RISK else RANKS).get(score.tier, 3)


def followed(page: CustomerPage, today: date) -> str:
    """Say when somebody last talked to the customer."""
    if page.last_follow_on is None:
        return _("从未跟进")
    days = (today - page.last_follow_on).days
    return (
        _("今天跟进过")
        if days == 0
        else _("上次 %(days)s 天前") % {"days": days}
        if days > 0
        else _("刚刚跟进")
    )


def portrait(page: CustomerPage, today: date) -> str:
    """Say in one sentence who this is and what it buys."""
    facts = {fact.label: fact.shown for fact in page.facts}
    who = [
        facts.get("所属行业", ""),
        facts.get("企业规模", ""),
        facts.get("城市") or facts.get("省份") or facts.get("区域", ""),
    ]
    told = [" · ".join(said(text) for text in who if text)]
    orders = page.orders
    if orders["count"]:
        last = (today - orders["last"]).days
        told.append(
            _("买过 %(count)s 次，共 %(amount)s，上次 %(last)s 天前")
            % {"count": orders["count"], "amount": summed(orders["amount"]), "last": last}
        )
    else:
        told.append(_("还没有订单"))
    if demand := facts.get("需求描述") or facts.get("需求类型"):
        told.append(_("想要：%(demand)s") % {"demand": demand})
    return _("；").join(text for text in told if text)


def scores(page: CustomerPage) -> list[dict[str, Any]]:
    """Return each score with its line and the factors behind it."""
    return [
        {
            "scheme": score.scheme,
            "tier": score.tier,
            "rank": _rank(score),
            "score": score.score,
            "provisional": score.provisional,
            "explanation": score.explanation,
            "to_next": _to_next(score),
            "factors": [_factor(factor) for factor in score.parts.get("factors") or []],
        }
        for score in page.scores
    ]


def _to_next(score: ScoreRow) -> str:
    left = score.parts.get("to_next")
    return _("再高 %(left)s 分升一级") % {"left": half_up(left)} if left else ""


def _factor(factor: dict[str, Any]) -> list[dict[str, Any]]:
    value, points = factor.get("value"), factor.get("points")
    unit = factor.get("unit") or ""
    shown = NOTHING if value is None else f"{round(value * _SCALE.get(unit, 1), 2):,g} {said(unit)}"
    return [
        {"text": said(factor["name"])},
        {"text": shown, "right": True},
        {"text": f"×{percent(factor.get('weight'), 0)}", "right": True},
        {
            "text": _("缺") if points is None else f"{points:g}",
            "right": True,
            "heed": points is None,
        },
    ]


def standing(page: CustomerPage) -> list[dict[str, str]]:
    """Return where the customer stands by amount, recency and frequency."""
    found = page.standing
    if not found:
        return []
    days, times = found["recency_days"], found["frequency"]
    return [
        {"label": _("近12个月金额"), "text": money(found["amount_fen"])},
        {"label": _("占全部客户"), "text": percent(found["share"]) if found["share"] else NOTHING},
        {
            "label": _("最近一次"),
            "text": NOTHING if days is None else _("%(days)s 天前") % {"days": days},
        },
        {
            "label": _("订单数"),
            "text": NOTHING if times is None else _("%(times)s 次") % {"times": times},
        },
        {"label": _("价值分群"), "text": found["segment"] or NOTHING},
        {"label": _("ABC（金额）"), "text": found["abc"] or NOTHING},
    ]


def contracts(page: CustomerPage, today: date) -> list[dict[str, Any]]:
    """Return the contracts that nothing followed, with the days left."""
    return [
        {
            "text": contract.name,
            "amount": money(contract.amount_fen),
            "ends_on": contract.ends_on,
            "left": _days_left((contract.ends_on - today).days),
            "heed": (contract.ends_on - today).days <= SOON,
        }
        for contract in page.contracts
    ]


def _days_left(days: int) -> str:
    if days < 0:
        return _("已到期 %(days)d 天") % {"days": -days}
    return _("今天到期") if days == 0 else _("还有 %(days)d 天到期") % {"days": days}


def demands(page: CustomerPage) -> list[dict[str, Any]]:
    """Return what the customer still wants, each in a line and a small one."""
    return [
        {
            "text": " · ".join(part for part in (demand.topic, demand.need) if part),
            "urgency": demand.urgency,
            "small": " · ".join(part for part in _means(demand) if part),
        }
        for demand in page.demands
    ]


def _means(demand: DemandRow) -> list[str]:
    budget = "" if demand.budget_fen is None else summed(demand.budget_fen)
    return [
        demand.pain and _("痛点：%(pain)s") % {"pain": demand.pain},
        budget and _("预算 %(budget)s") % {"budget": budget},
        _("%(day)s 前要") % {"day": demand.needed_by} if demand.needed_by else "",
        demand.deciders and _("决策：%(names)s") % {"names": demand.deciders},
    ]


def facts(page: CustomerPage) -> list[dict[str, Any]]:
    """Return the filled fields with the cell each came from."""
    return [
        {
            "label": fact.label,
            "path": fact.path,
            "text": fact.shown,
            "place": fact.place,
            "raw": fact.raw,
            "rule": fact.rule,
            "channel": fact.channel,
            "collector": fact.collector,
            "at": fact.at,
        }
        for fact in page.facts
    ]
