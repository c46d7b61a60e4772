"""The small indices of one customer: how lively, how close to leaving, new or old."""

from datetime import date

from zhike.words.period import months_between

NEW_UNTIL_MONTHS = 6
HIGH_RISK, SOME_RISK = 100, 50
COMPLAINT = 50  # what one complaint adds to the risk index


def activity(web_visits: int, events_joined: int) -> float:
    """Return 客户活跃度 in points: half of visits plus events in 3 months (rule S2-06)."""
    return (web_visits + events_joined) / 2


def drop_rate(before: int, recent: int) -> float:
    """Return by which share orders fell, 0-1; a rise or nothing before is 0 (rule S2-09)."""
    return max(0.0, (before - recent) / before) if before else 0.0


def churn_risk(before: int, recent: int, complaints: int) -> float:
    """Return 流失风险指数, from 0 up without a bound (rule S2-09).

    `before` and `recent` are the orders of two neighbouring 6 months, `complaints` those of the
    recent one.
    """
    return round(drop_rate(before, recent) * 100 + complaints * COMPLAINT, 6)


def risk_level(index: float) -> str:
    """Return 高 from 100, 中 from 50, else 低 (rule S2-10)."""
    return "高" if index >= HIGH_RISK else "中" if index >= SOME_RISK else "低"


def customer_age(started: date, as_of: date) -> str:
    """Return 老客户 after 6 whole months of cooperation, 新客户 before (rule S2-13)."""
    return "老客户" if months_between(started, as_of) >= NEW_UNTIL_MONTHS else "新客户"
