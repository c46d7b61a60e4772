"""Who brought which customer, and what finding customers cost."""

from datetime import timedelta
from random import Random

from zhike.sample.days import Days, dice_for
from zhike.sample.firms import person
from zhike.sample.rows import Cost, Firm, Referral
from zhike.words.period import add_months

REFERRALS, REFERRERS, PEOPLE = 64, 12, 4
CHANNEL = "转介绍"
MONTHS = 15  # for which somebody wrote the costs down
_FEES = (200.0, 500.0, 1000.0, None)
_THANKS = ("茶叶一盒", "请吃饭", "耗材抵扣券", "电话致谢", "")
_STILL = 45  # days within which thanks may still be due
# Channel, what it costs a month in 元, how often, what for.
_COSTS = (
    ("展会问卷", 26_000.0, 3, "展位与搭建"),
    ("线上表单", 9_500.0, 1, "投放"),
    ("陌拜访谈", 3_800.0, 1, "差旅"),
    ("第三方数据平台", 2_400.0, 1, "平台年费分摊"),
    ("协会", 6_000.0, 6, "会费与活动"),
)


def invent_referrals(firms: list[Firm], days: Days, seed: int) -> list[Referral]:
    """Return the referrals in order of their day: few bring most, some are silent by now."""
    dice = dice_for(seed, "referrals")
    brought = [one for one in firms if _is_brought(one, days)]
    known = [one for one in firms if one.customer_type == "成交" and not one.twin_of and one.budget]
    known.sort(key=lambda one: (one.first_on, one.id))
    firms_who = dice.sample(known[: REFERRERS * 4], REFERRERS)
    who: list[tuple[str, Firm | None]] = [(one.contact, one) for one in firms_who]
    who += [(person(dice), None) for _ in range(PEOPLE)]
    weights = [2 ** (-at / 3) for at in range(len(who))]
    chosen = dice.sample(brought, min(REFERRALS, len(brought)))
    found = [_referral(one, *dice.choices(who, weights=weights)[0], days, dice) for one in chosen]
    return sorted(found, key=lambda one: (one.on, one.firm.id))


def _is_brought(one: Firm, days: Days) -> bool:
    if one.channel != CHANNEL or one.twin_of or one.story:
        return False
    return days.whole.start <= one.first_on <= days.until


def _referral(one: Firm, name: str, of: Firm | None, days: Days, dice: Random) -> Referral:
    on, fee, thanks = one.first_on, dice.choice(_FEES), dice.choice(_THANKS)
    waits = (days.until - on).days < _STILL or dice.random() < 0.15
    thanked = None if waits else on + timedelta(days=dice.randrange(2, _STILL))
    return Referral(one, on, name, None if of is one else of, fee, thanks, thanked)


def invent_costs(days: Days, seed: int) -> list[Cost]:
    """Return what the channels cost, month by month."""
    dice = dice_for(seed, "costs")
    last = days.until.replace(day=1)
    found = []
    for back in range(MONTHS - 1, -1, -1):
        month = add_months(last, -back)
        for channel, usual, every, note in _COSTS:
            if month.month % every == 0:
                amount = round(usual * dice.uniform(0.8, 1.25), -1)
                found.append(Cost(f"{month:%Y-%m}", channel, amount, note))
    return found
