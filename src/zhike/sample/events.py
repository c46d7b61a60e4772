"""What customers do: visits, activities, downloads, and the coupons that changed nothing."""

from collections import defaultdict
from datetime import timedelta
from random import Random

from zhike.sample.activities import GUESTS
from zhike.sample.days import COUPON_WINDOW, Days, dice_for
from zhike.sample.rows import Activity, Event, Firm, Line
from zhike.sample.stories import traps
from zhike.words.period import add_months

_MONTHS = 12  # visits are counted by the month, a year back
_PAGES = ("耗材商城", "产品页", "服务支持")
_PAPERS = ("追溯码白皮书", "标签材质选型表", "WMS 功能清单", "维保服务说明")


def invent_events(
    firms: list[Firm], lines: list[Line], activities: list[Activity], days: Days, seed: int
) -> list[Event]:
    """Return the events in order of their day."""
    dice = dice_for(seed, "events")
    found = [
        *_visits(firms, days, dice),
        *_came(firms, activities, dice),
        *_downloads(firms, days, dice),
    ]
    found += [
        Event(one, "优惠券", days.coupon, 1, 200.0, traps.COUPON)
        for one in _recipients(firms, lines, days, dice)
    ]
    found.sort(key=lambda event: (event.on, event.firm.id, event.kind))
    return found


def _visits(firms: list[Firm], days: Days, dice: Random) -> list[Event]:
    """Return visits to the website, a row a month: the more a customer buys, the more of them."""
    found = []
    for one in firms:
        rate = _rate(one, dice)
        if rate < 0.8:
            continue
        for back in range(_MONTHS if one.budget else 5):
            on = add_months(days.until, -back) - timedelta(days=dice.randrange(26))
            count = min(int(rate * dice.lognormvariate(0, 0.4)), 30)
            if count and on >= one.first_on:
                found.append(
                    Event(
                        one,
                        "官网访问",
                        on,
                        count,
                        None,
                        dice.choice(_PAGES),
                    )
                )
    return found


def _rate(one: Firm, dice: Random) -> float:
    """Return how often a month a customer visits."""
    steps = sum(one.budget >= step for step in (10_000, 50_000, 200_000, 600_000))
    usual = {"意向": 2.4, "潜在": 0.3, "流失": 0.2, "成交": 0.4 + 1.4 * steps}[one.customer_type]
    return usual * dice.lognormvariate(0, 0.5)


def _came(firms: list[Firm], activities: list[Activity], dice: Random) -> list[Event]:
    able = [one for one in firms if one.customer_type in ("成交", "意向")]
    found = []
    for held in activities:
        known = [one for one in able if one.first_on <= held.on]
        found += [
            Event(one, "参与活动", held.on, 1, None, held.name)
            for one in dice.sample(known, GUESTS)
        ]
    return found


def _downloads(firms: list[Firm], days: Days, dice: Random) -> list[Event]:
    found = []
    for one in dice.sample(firms, 500):
        on = max(one.first_on, days.until - timedelta(days=dice.randrange(1, 400)))
        kind = dice.choice(("资料下载", "资料下载", "邮件打开"))
        found.append(Event(one, kind, on, 1, None, dice.choice(_PAPERS)))
    return found


def _recipients(firms: list[Firm], lines: list[Line], days: Days, dice: Random) -> list[Firm]:
    """Return who got a coupon: together they bought a tenth more afterwards, as all did."""
    before: dict[int, float] = defaultdict(float)
    after: dict[int, float] = defaultdict(float)
    start = days.coupon - timedelta(days=COUPON_WINDOW)
    end = days.coupon + timedelta(days=COUPON_WINDOW)
    for line in lines:
        if start <= line.order.on < days.coupon:
            before[line.order.firm.id] += line.amount
        elif days.coupon <= line.order.on < end:
            after[line.order.firm.id] += line.amount
    able = [
        one for one in firms
        if not one.story and 20_000 <= one.budget < 500_000 and before[one.id] + after[one.id] > 0
    ]  # fmt: skip
    chosen = dice.sample(able, min(traps.RECIPIENTS, len(able)))
    return _swapped(chosen, [one for one in able if one not in chosen], before, after, dice)


def _swapped(
    chosen: list[Firm],
    others: list[Firm],
    before: dict[int, float],
    after: dict[int, float],
    dice: Random,
) -> list[Firm]:
    """Return as many customers whose purchases in all rose by what everybody's did."""

    def off(a: float, b: float) -> float:
        return abs(b / a - traps.COUPON_LIFT)

    a, b = sum(before[one.id] for one in chosen), sum(after[one.id] for one in chosen)
    for _ in range(3_000):
        if off(a, b) < 0.005:
            break
        at, to = dice.randrange(len(chosen)), dice.randrange(len(others))
        out, new = chosen[at], others[to]
        a2, b2 = a - before[out.id] + before[new.id], b - after[out.id] + after[new.id]
        if off(a2, b2) < off(a, b):
            chosen[at], others[to], a, b = new, out, a2, b2
    return chosen
