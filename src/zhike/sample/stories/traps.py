"""What looks like a finding and must be refused: a chance lead, 3 → 2, a coupon for all."""

from collections import defaultdict
from datetime import date, timedelta

from zhike.sample.days import COUPON_WINDOW, Days
from zhike.sample.rows import Firm

COUPON_LIFT = 1.10  # everybody buys so much more after the coupon day, with or without one
COUPON = "春季耗材券"
RECIPIENTS = 120
GRAVE_FORMER, GRAVE_RECENT, GRAVE_OLDER = 3, 2, 4  # complaints that are 重大

Planned = tuple[Firm, date, float]


def with_everybody_lifted(planned: list[Planned], days: Days) -> list[Planned]:
    """Return the planned orders where all together rise by the lift after the coupon day.

    What each customer spends in the last half year stays as it was.
    """
    start = days.coupon - timedelta(days=COUPON_WINDOW)
    end = days.coupon + timedelta(days=COUPON_WINDOW)
    for _ in range(5):
        before = sum(budget for _, on, budget in planned if start <= on < days.coupon)
        after = sum(budget for _, on, budget in planned if days.coupon <= on < end)
        factor = COUPON_LIFT * before / after
        planned = _moved(planned, days, factor)
    return planned


def _moved(planned: list[Planned], days: Days, factor: float) -> list[Planned]:
    """Return the orders of the 60 days after the coupon times a factor, made up for by others."""
    end = days.coupon + timedelta(days=COUPON_WINDOW)
    was: dict[int, float] = defaultdict(float)
    now: dict[int, float] = defaultdict(float)
    times = []
    for firm, on, budget in planned:
        each = factor if days.coupon <= on < end else 1.0
        times.append(each)
        if on >= days.recent.start:
            was[id(firm)] += budget
            now[id(firm)] += budget * each
    return [
        (firm, on, budget * each * was[id(firm)] / now[id(firm)])
        if on >= days.recent.start
        else (firm, on, budget)
        for (firm, on, budget), each in zip(planned, times, strict=True)
    ]
