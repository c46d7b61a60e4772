"""The quotes: who takes every discount, who refuses twice in a row, and one firm quoted twice."""

from datetime import date, timedelta
from random import Random

from zhike.sample.catalogue import PRODUCTS
from zhike.sample.days import Days, a_day, dice_for
from zhike.sample.rows import Firm, Quote
from zhike.sample.stories import discount, hongyuan
from zhike.words.period import Period, add_months

QUOTES = 2_400
SENSITIVE, SENSITIVE_THERE = 70, 10  # 价格敏感 in all, and of these in the region of finding 3
EACH = 6  # quotes of each, all with a discount, all taken
REFUSERS = 18  # refuse two quotes within three days (S3-17)
_APART = 9  # days between two quotes of one customer
_REASONS = {
    "接受": ("价格可以", "账期合适", "老客户续单", "折扣到位", ""),
    "拒绝": ("价格高", "预算取消", "选了别家", "交期太长", "领导没批"),
    "待定": ("", "等预算", "比价中"),
}


def invent_quotes(firms: list[Firm], days: Days, seed: int) -> list[Quote]:
    """Return the quotes in order of their day."""
    dice = dice_for(seed, "quotes")
    able = [one for one in firms if _is_quoted(one)]
    sensitive = _sensitive(able, dice)
    refusers = dice.sample([one for one in able if one not in sensitive], REFUSERS)
    found = [*_hongyuan(firms, days, dice)]
    for one in sensitive:
        found += _series(one, EACH, days, dice, takes=True)
    for one in refusers:
        found += _refused_twice(one, days, dice)
    usual = [one for one in able if one not in sensitive and one not in refusers]
    for one, number in _shared_out(usual, QUOTES - len(found), days, dice):
        found += _series(one, number, days, dice, takes=False)
    found.sort(key=lambda quote: (quote.on, quote.firm.id))
    return found


def _is_quoted(one: Firm) -> bool:
    if one.story in ("宏远", "昆山") or one.twin_of:
        return False
    return one.customer_type == "意向" or bool(one.former or one.recent)


def _sensitive(able: list[Firm], dice: Random) -> list[Firm]:
    """Return who is sensitive to prices: few, and only small ones, where finding 3 plays."""
    small = [one for one in able if 0 < one.budget < 100_000 and one.former and not one.story]
    there = [one for one in small if one.region == discount.REGION]
    elsewhere = [one for one in small if one.region != discount.REGION]
    return [
        *dice.sample(there, SENSITIVE_THERE),
        *dice.sample(elsewhere, SENSITIVE - SENSITIVE_THERE),
    ]


def _shared_out(usual: list[Firm], many: int, days: Days, dice: Random) -> list[tuple[Firm, int]]:
    """Return how many quotes each customer gets, as many in all as are wanted."""
    room = {one.id: min(_room(one, days), 6) for one in usual}
    shares = dict.fromkeys(room, 0)
    left = many
    while left > 0:
        open_ids = [number for number, most in room.items() if shares[number] < most]
        for number in dice.sample(open_ids, min(left, len(open_ids))):
            shares[number] += 1
            left -= 1
    return [(one, shares[one.id]) for one in usual if shares[one.id]]


def _room(one: Firm, days: Days) -> int:
    """Return how many quotes fit a customer's time with the company."""
    span = _span(one, days)
    return (span.last - span.start).days // _APART + 1


def _span(one: Firm, days: Days) -> Period:
    return Period(
        min(max(one.first_on, days.whole.start), days.until - timedelta(days=3)), days.until
    )


def _series(one: Firm, number: int, days: Days, dice: Random, *, takes: bool) -> list[Quote]:
    """Return a customer's quotes some days apart; who is not sensitive refuses every other one."""
    span = _span(one, days)
    start, length = span.start, (span.last - span.start).days
    number = min(number, _room(one, days))
    found = []
    for at in range(number):
        room = length / number
        on = start + timedelta(days=int(room * at + dice.random() * max(room - _APART, 0)))
        found.append(
            _quote(one, on, "接受" if takes or at % 2 else _answer(on, days, dice), days, dice)
        )
    return found


def _answer(on: date, days: Days, dice: Random) -> str:
    if (days.until - on).days < 25 and dice.random() < 0.7:
        return "待定"
    return dice.choices(("拒绝", "待定"), weights=(8, 2))[0]


def _refused_twice(one: Firm, days: Days, dice: Random) -> list[Quote]:
    first = a_day(dice, Period(days.year.start, days.until - timedelta(days=8)))
    first = max(first, one.first_on)
    then = min(first + timedelta(days=2), days.until)
    return [_quote(one, on, "拒绝", days, dice) for on in (first, then)]


def _quote(
    one: Firm,
    on: date,
    outcome: str,
    days: Days,
    dice: Random,
    *,
    off: float | None = None,
) -> Quote:
    product = dice.choice(PRODUCTS)
    scale = max(one.budget / 12, 4_000.0) * dice.lognormvariate(0, 0.6)
    off = dice.choice((0.03, 0.05, 0.05, 0.08, 0.1)) if off is None else off
    quantity = max(round(scale / product.price), 1)
    answered = min(on + timedelta(days=dice.randint(0, 9) if outcome == "接受" else 1), days.until)
    return Quote(
        firm=one, on=on, product=product.name, category=product.category,
        amount=round(product.price * quantity * (1 - off), 2), discount=off, outcome=outcome,
        answered=None if outcome == "待定" else answered,
        reason=dice.choice(_REASONS[outcome]), by=one.owner,
    )  # fmt: skip


def _hongyuan(firms: list[Firm], days: Days, dice: Random) -> list[Quote]:
    """Return what two consultants quoted the same firm in the last whole month."""
    records = sorted((one for one in firms if one.story == "宏远"), key=lambda one: -one.budget)
    month = add_months(days.until.replace(day=1), 0 if days.until.day > 24 else -1)
    found = []
    for one, off, day in zip(records, hongyuan.DISCOUNTS, (8, 21), strict=False):
        found.append(_quote(one, month.replace(day=day), "接受", days, dice, off=off))
    for one in records:
        earlier = add_months(month, -3)
        found.append(_quote(one, earlier.replace(day=12), "拒绝", days, dice, off=0.05))
    return found
