"""What the company puts on, at what cost: who came are events that carry its name."""

from datetime import timedelta

from zhike.sample.days import Days, dice_for
from zhike.sample.rows import Activity

GUESTS = 70  # who came to each
# Name, kind, where, the channel its cost counts for, what it usually costs in 元.
_USUAL = (
    ("新品体验日", "沙龙", "苏州展厅", "", 12_600.0),
    ("标签选型公开课", "培训", "线上直播", "线上表单", 3_200.0),
    ("仓储数字化沙龙", "沙龙", "上海虹桥", "", 18_400.0),
    ("苏州工业展", "展会", "苏州国际博览中心 B12", "展会问卷", 9_800.0),
    ("WMS 用户日", "沙龙", "无锡客户现场", "", 15_200.0),
)
_FIRST, _EVERY, _TIMES = 20, 38, 2  # days before the last one, days between two, rounds
_WHO = ("苏晴", "范悦", "夏朗")


def invent_activities(days: Days, seed: int) -> list[Activity]:
    """Return the activities, the newest first: each was held twice."""
    dice = dice_for(seed, "activities")
    found = []
    for at, (name, kind, venue, channel, usual) in enumerate(_USUAL * _TIMES):
        on = days.until - timedelta(days=_FIRST + _EVERY * at)
        cost = round(usual * dice.uniform(0.85, 1.2), -1)
        found.append(
            Activity(f"{on.year}{name}", kind, on, venue, channel, cost, dice.choice(_WHO))
        )
    return found
