"""The 2,000 customers: who bought, who did once, who may yet, and who stands there twice."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from zhike.sample import people
from zhike.sample.buyers import Buyer, plan_buyers
from zhike.sample.days import Days, dice_for
from zhike.sample.firms import TITLES, Registry, person, place, size_for, trade
from zhike.sample.rows import Firm
from zhike.sample.stories import courier, hongyuan
from zhike.sample.twins import make_twins

SLEEPING, LOST = 102, 134  # bought before the last twelve months only: still 成交, or 流失
INTERESTED, POSSIBLE = 340, 820
KEY_ACCOUNT = 600_000  # 元 a year, from which the key account team looks after a customer
DUE_TODAY, LATE_ALREADY = 6, 2  # of the consultant whose day the demo shows
WITH_STRANGERS = 14  # customers of somebody who has no account
CHANNELS = ("展会问卷", "线上表单", "陌拜访谈", "转介绍", "第三方数据平台", "协会", "公开信息")


def invent_customers(days: Days, seed: int) -> list[Firm]:
    """Return every customer, in the order they were first met, with what is planned for it."""
    dice = dice_for(seed, "customers")
    registry = Registry(dice)
    buyers = plan_buyers(dice_for(seed, "buyers"))
    firms = [_firm(registry, one) for one in buyers]
    for one, buyer in zip(firms, buyers, strict=True):
        one.customer_type = "流失" if buyer.is_gone else "成交"
    bought = [one.region for one in firms if one.customer_type == "成交"]
    firms += [_extra(registry, kind, bought[at % len(bought)]) for at, kind in enumerate(_kinds())]
    for one in firms:
        one.first_on = _first_day(dice, one, days)
    _name_hongyuan(firms, registry)
    firms += make_twins(firms, registry, days)
    _give_owners(firms, dice)
    _plan_talks(firms, days, dice)
    firms.sort(key=lambda one: (one.first_on, one.name))
    for at, one in enumerate(firms, 1):
        one.id, one.number = at, f"KH{at:05d}"
    return firms


def _kinds() -> Iterator[str]:
    from_twins = {"潜在": 50, "意向": 10}  # twins are added later and count as their own type
    for kind, many in (
        ("成交", SLEEPING),
        ("流失", LOST),
        ("意向", INTERESTED),
        ("潜在", POSSIBLE),
    ):
        yield from [kind] * (many - from_twins.get(kind, 0))


def _firm(registry: Registry, buyer: Buyer) -> Firm:
    """Return the customer behind a planned buyer."""
    one = _bare(registry, buyer.region, buyer.budget)
    one.budget, one.former, one.recent, one.story = (
        buyer.budget, buyer.former, buyer.recent, buyer.story,
    )  # fmt: skip
    big = sum(buyer.budget >= step for step in (20_000, 100_000, 500_000))
    one.renewals = min(registry.dice.choice((0, 1, 2)) + big, 5)
    one.outlook = min(registry.dice.choice((2, 3, 4)) + (big >= 2), 5)
    return one


def _extra(registry: Registry, kind: str, region: str) -> Firm:
    """Return a customer who buys nothing now, from where the others of today come from too."""
    one = _bare(registry, region, registry.dice.choice((8_000, 30_000, 120_000)))
    one.customer_type = kind
    one.outlook = registry.dice.choice((2, 3, 3, 4, 5))
    one.older = registry.dice.randint(2, 7) if kind in ("成交", "流失") else 0
    return one


def _bare(registry: Registry, region: str, budget: float) -> Firm:
    dice = registry.dice
    province, city, _ = place(dice, region)
    does = trade(dice)
    return Firm(
        id=0, number="", name=registry.firm_name(city, does), region=region, province=province,
        city=city, trade=does.name, industry=does.industry, size=size_for(dice, budget),
        ownership=dice.choices(("民营", "国有", "外资", "合资"), weights=(70, 12, 10, 8))[0],
        customer_type="", owner="", team="", contact=person(dice), title=dice.choice(TITLES),
        phone=registry.mobile(), code=registry.credit_code(), first_on=date.min,
        potential=dice.choices((1, 2, 3, 4, 5), weights=(10, 25, 43, 16, 6))[0],
        channel=dice.choices(CHANNELS, weights=(26, 22, 16, 18, 8, 6, 4))[0],
    )  # fmt: skip


def _first_day(dice: Random, one: Firm, days: Days) -> date:
    """Return the day a customer was first met, before its first order."""
    whole = (days.until - days.whole.start).days
    if one.customer_type in ("意向", "潜在"):
        recent = one.customer_type == "意向"
        back = int(whole * dice.random() ** (1.7 if recent else 1.2))
        return days.until - timedelta(days=max(back, 3))
    if one.older or one.former + one.recent > 1:  # known before the story begins, or soon after
        return days.whole.start - timedelta(days=dice.randrange(-150, 900))
    newest = days.recent.start if one.recent else days.former.start
    return newest - timedelta(days=dice.randrange(5, 60))


def _name_hongyuan(firms: list[Firm], registry: Registry) -> None:
    """Give the three records of one firm, and its branch, their spellings, phones and codes."""
    records = [one for one in firms if one.story in ("宏远", "昆山")]
    first = records[0]
    for at, one in enumerate(sorted(records, key=lambda one: -one.budget)):
        first = one if at == 0 else first
        one.name, one.province, one.city = hongyuan.NAMES[at], "江苏省", "苏州"
        one.trade, one.industry, one.size = "精密机械", "通用设备制造业", "500-1000人"
        one.potential, one.outlook, one.ownership = 5, 4, "民营"
        one.team, one.owner = hongyuan.OWNERS[at]
        if one.story == "宏远":
            one.phone, one.contact, one.title = first.phone, hongyuan.CONTACT, hongyuan.TITLE
            one.code = ("", first.code, "")[at] or (first.code if at == 0 else "")
        else:
            one.city, one.contact, one.title = "昆山", person(registry.dice), "仓储经理"


def _give_owners(firms: list[Firm], dice: Random) -> None:
    """Give each customer to a team and a consultant; the courier story reaches the demo's one."""
    turns = dict.fromkeys(people.SALES_TEAMS, 0)
    for one in firms:
        if one.owner:
            continue
        team = one.region if one.region in people.SALES_TEAMS else "渠道"
        one.team = "大客户" if one.budget >= KEY_ACCOUNT else team
        sellers = people.advisers(one.team)
        turns[one.team] += 1
        one.owner = sellers[turns[one.team] % len(sellers)]
    told = [one for one in firms if one.story.startswith("快递") and one.team == "华东"]
    for one in told[:4]:
        one.owner = people.DEMO_CONSULTANT
    unsure = [one for one in firms if one.customer_type == "潜在" and not one.twin_of]
    for one in dice.sample(unsure, WITH_STRANGERS):
        one.owner = dice.choice(people.STRANGERS)


def _plan_talks(firms: list[Firm], days: Days, dice: Random) -> None:
    """Plan the day of each customer's last follow-up."""
    usual = {"成交": 24, "意向": 18, "潜在": 62, "流失": 130}
    for one in firms:
        mean = 14 if one.potential >= 4 else usual[one.customer_type]
        longest = (days.until - max(one.first_on, days.whole.start)).days
        gap = min(int(dice.expovariate(1 / mean)) + 1, longest)
        one.last_talk = days.until - timedelta(days=gap)
    for at, one in enumerate(one for one in firms if one.story == "快递"):
        gap = 32 + 3 * at if at < courier.SILENT else 4 + 4 * (at - courier.SILENT)
        one.potential = 4 if at < courier.SILENT else one.potential
        one.last_talk = days.until - timedelta(days=gap)
    _fill_a_day(firms, days)


def _fill_a_day(firms: list[Firm], days: Days) -> None:
    """See to it that the demo's consultant has a few promising customers that wait, some long."""
    hers = [one for one in firms if one.owner == people.DEMO_CONSULTANT and not one.story]
    old = [one for one in hers if (days.until - one.first_on).days > 75]
    for at, one in enumerate(old[:DUE_TODAY]):
        one.potential = 5 if at % 3 == 0 else 4
        gap = 41 + 2 * at if at < LATE_ALREADY else 33 + at % 4
        one.last_talk = days.until - timedelta(days=gap)
    for at, one in enumerate(old[DUE_TODAY:]):
        if one.potential >= 4:
            one.last_talk = days.until - timedelta(days=2 + at % 20)
