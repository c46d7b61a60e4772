"""Finding 3: more was sold and less was earned, since 华南 gave devices away at a discount."""

from collections import defaultdict
from datetime import date
from random import Random

from zhike.sample.days import Days
from zhike.sample.rows import Firm, Line
from zhike.words.period import Period

REGION, CATEGORY = "华南", "设备"
GROWTH = 1.09  # sales of the last full quarter over the year before
MARGIN, MARGIN_BEFORE = 0.241, 0.274
USUAL, GENEROUS = (0.04, 0.05, 0.06, 0.07, 0.08), (0.15, 0.16, 0.17, 0.18, 0.20)
REGION_GAIN = 0.03  # what the region's share of the sales grew by
_ELSEWHERE = {"设备": 0.42, "耗材": 0.455, "软件订阅": 0.065, "维保": 0.06}
_THERE = {"设备": 0.62, "耗材": 0.28, "软件订阅": 0.05, "维保": 0.05}
_THERE_NOW = {"设备": 0.72, "耗材": 0.20, "软件订阅": 0.04, "维保": 0.04}

Planned = tuple[Firm, date, float]


def category_shares(region: str, on: date, days: Days) -> dict[str, float]:
    """Return what part of a region's sales each category makes up on a day."""
    if region != REGION:
        return _ELSEWHERE
    return _THERE_NOW if on >= days.quarter.start else _THERE


def off_list(region: str, category: str, on: date, days: Days, dice: Random) -> float:
    """Return a line's discount off the list price."""
    is_told = region == REGION and category == CATEGORY and on >= days.quarter.start
    return dice.choice(GENEROUS if is_told else USUAL)


def with_year_ago_quarter(planned: list[Planned], days: Days) -> list[Planned]:
    """Return the planned orders with the quarter a year ago brought to its told size by region."""
    now, before = _by_region(planned, days.quarter), _by_region(planned, days.quarter.year_ago())
    whole = sum(now.values()) / GROWTH
    shares = {region: part / sum(now.values()) for region, part in now.items()}
    others = sum(shares.values()) - shares[REGION]
    factors = {}
    for region, part in shares.items():
        gain = -REGION_GAIN if region == REGION else REGION_GAIN * part / others
        factors[region] = whole * (part + gain) / before[region]
    span = days.quarter.year_ago()
    return [
        (firm, on, budget * factors[firm.region] if span.start <= on <= span.last else budget)
        for firm, on, budget in planned
    ]


def _by_region(planned: list[Planned], span: Period) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for firm, on, budget in planned:
        if span.start <= on <= span.last:
            found[firm.region] += budget
    return found


def settle_costs(lines: list[Line], days: Days) -> None:
    """Bring the margins of both quarters to what is told, by what the consumables cost."""
    for span, margin in ((days.quarter, MARGIN), (days.quarter.year_ago(), MARGIN_BEFORE)):
        inside = [line for line in lines if span.start <= line.order.on <= span.last]
        movable = [line for line in inside if line.category == "耗材"]
        wanted = (1 - margin) * sum(line.amount for line in inside)
        fixed = sum(line.cost or 0 for line in inside if line.category != "耗材")
        factor = (wanted - fixed) / sum(line.cost or 0 for line in movable)
        for line in movable:
            line.cost = round((line.cost or 0) * factor, 2)
