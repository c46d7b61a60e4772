"""Contracts with their renewals, and the payments of the larger orders."""

from datetime import timedelta
from random import Random

from zhike.sample.days import Days, dice_for
from zhike.sample.rows import Contract, Firm, Line, Order, Payment
from zhike.sample.stories import hongyuan
from zhike.words.period import add_months

CONTRACTS = 380
_KINDS = {"框架": 30, "维保": 35, "订阅": 25, "采购": 10}
_PAID_FROM = 15_000  # 元 an order, from which a payment of its own is recorded
_LATEST_DUE = 30


def invent_contracts(firms: list[Firm], days: Days, seed: int) -> list[Contract]:
    """Return the contracts; the largest customers have them, most renewed one or more times."""
    dice = dice_for(seed, "contracts")
    able = sorted(
        (one for one in firms if one.recent and one.story != "宏远"), key=lambda one: -one.budget
    )
    found = _of_hongyuan(firms, days)
    for one in able:
        if len(found) >= CONTRACTS:
            break
        found += _chain(one, len(found), days, dice)[: CONTRACTS - len(found)]
    return found


def _chain(one: Firm, count: int, days: Days, dice: Random) -> list[Contract]:
    """Return a customer's contracts one after the other, each for half a year or a year."""
    kind = dice.choices(list(_KINDS), weights=list(_KINDS.values()))[0]
    months = 6 if kind == "采购" else 12
    starts = max(one.first_on, days.whole.start) + timedelta(days=dice.randrange(10, 320))
    amount = round(max(one.budget * dice.uniform(0.2, 0.7), 6_000), -2)
    found: list[Contract] = []
    while starts <= days.until - timedelta(days=20):
        ends = add_months(starts, months) - timedelta(days=1)
        is_last = ends > days.until or dice.random() < 0.25
        one_more = Contract(
            number=f"HT{starts:%y%m}{count + len(found) + 1:04d}",
            firm=one,
            name=f"{starts.year}{'年采购' if kind == '采购' else f'年度{kind}'}合同",
            kind=kind,
            signed=starts - timedelta(days=dice.randrange(1, 15)),
            starts=starts,
            ends=ends,
            amount=amount,
            state="执行中" if ends > days.until else "已到期" if is_last else "已续约",
            renews=found[-1].number if found else "",
            by=one.owner,
        )
        found.append(one_more)
        if is_last:
            break
        starts, amount = ends + timedelta(days=1), round(amount * dice.uniform(0.95, 1.15), -2)
    return found


def _of_hongyuan(firms: list[Firm], days: Days) -> list[Contract]:
    """Return the frame contract that ends in twenty-one days."""
    one = max((one for one in firms if one.story == "宏远"), key=lambda one: one.budget)
    ends = days.until + timedelta(days=hongyuan.CONTRACT_ENDS_IN)
    starts = add_months(ends, -12) + timedelta(days=1)
    signed, number = starts - timedelta(days=6), f"HT{starts:%y%m}0001"
    name = f"{starts.year}年度框架合同"
    owed = (signed, starts, ends, 2_400_000.0, "执行中", "", one.owner)
    return [Contract(number, one, name, "框架", *owed)]


def invent_payments(orders: list[Order], lines: list[Line], days: Days, seed: int) -> list[Payment]:
    """Return a payment for each larger order of the last fifteen months; some are not in yet."""
    dice = dice_for(seed, "payments")
    amounts: dict[int, float] = {}
    for line in lines:
        amounts[line.order.id] = amounts.get(line.order.id, 0.0) + line.amount
    since = add_months(days.until, -15)
    return [
        _payment(order, amounts[order.id], days, dice)
        for order in orders
        if order.on > since and amounts[order.id] >= _PAID_FROM
    ]


def _payment(order: Order, amount: float, days: Days, dice: Random) -> Payment:
    due = order.on + timedelta(days=_LATEST_DUE if order.firm.team != "大客户" else 45)
    paid = due + timedelta(
        days=int(dice.gauss(-4, 9)) + (dice.random() < 0.12) * dice.randrange(10, 50)
    )
    paid = max(paid, order.on)
    method = dice.choices(("转账", "承兑", "线上", "现金"), weights=(70, 18, 10, 2))[0]
    return Payment(
        order.firm,
        order.number,
        due,
        paid if paid <= days.until else None,
        round(amount, 2),
        method,
    )
