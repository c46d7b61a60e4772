"""The orders: how many fall where, what each comes to, and the lines that make it up."""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from zhike.sample.catalogue import BY_CATEGORY, Product
from zhike.sample.days import Days, dice_for, quarter_of
from zhike.sample.rows import Firm, Line, Order
from zhike.sample.stories import discount, traps
from zhike.words.period import Period

ORDERS = 9_500
_SLEEPER = 9_000  # 元 an order, in the middle, of who bought only before the last year
_SHARES = ((1.0,), (0.72, 0.28), (0.58, 0.27, 0.15))


def invent_orders(firms: list[Firm], days: Days, seed: int) -> tuple[list[Order], list[Line]]:
    """Return orders in order of their day, and their lines."""
    dice = dice_for(seed, "orders")
    _plan_older(firms, dice)
    planned = [one for firm in firms for one in _planned(firm, days, dice)]
    planned = traps.with_everybody_lifted(planned, days)
    planned = discount.with_year_ago_quarter(planned, days)
    planned.sort(key=lambda one: (one[1], one[0].id))
    count: dict[date, int] = defaultdict(int)
    orders: list[Order] = []
    for firm, on, budget in planned:
        count[on] += 1
        orders.append(Order(len(orders) + 1, f"DD{on:%y%m%d}{count[on]:03d}", firm, on, budget))
    lines = _Counter(days, dice).lines_of(orders)
    discount.settle_costs(lines, days)
    _forget_costs(lines, days, dice)
    return orders, lines


def _plan_older(firms: list[Firm], dice: Random) -> None:
    """Plan the orders of the fifteen months before, so that all come to the planned number."""
    steady = [one for one in firms if one.former and one.former + one.recent > 1]
    short = ORDERS - sum(one.former + one.recent + one.older for one in firms)
    weights = [(one.former + one.recent) * dice.uniform(0.8, 1.2) for one in steady]
    capped = [
        min(w, 16) if one.story == "快递小" else w for one, w in zip(steady, weights, strict=True)
    ]
    left, whole = short, sum(capped)
    for one, weight in zip(steady, capped, strict=True):
        one.older = round(left * weight / whole)
        left, whole = left - one.older, whole - weight


def _planned(firm: Firm, days: Days, dice: Random) -> list[tuple[Firm, date, float]]:
    """Return a customer's orders as (customer, day, 元)."""
    year = [
        *_spread(firm.former, days.former, days, dice),
        *_spread(firm.recent, days.recent, days, dice),
    ]
    found = _budgeted(firm, year, firm.budget, dice)
    last = days.older.last if firm.budget else days.quarter.year_ago().start - timedelta(days=1)
    before = _spread(firm.older, Period(max(firm.first_on, days.older.start), last), days, dice)
    if firm.budget:
        each = firm.budget / max(len(year), 1) * (0.35 if firm.story == "快递小" else 0.9)
    else:
        each = _SLEEPER * dice.lognormvariate(0, 0.7)
    return found + _budgeted(firm, before, each * len(before), dice)


def _spread(many: int, span: Period, days: Days, dice: Random) -> list[date]:
    """Return days spread over a span, no two the same while there is room, on working days."""
    if span.last < span.start:
        return []
    length = (span.until - span.start).days
    found: set[date] = set()
    for at in range(many):
        place = _lifted((at + dice.random()) / many, span, days)
        on = span.start + timedelta(days=min(int(place * length), length - 1))
        on = _working(on, span)
        while on in found and len(found) < length // 2:
            on = _working(span.start + timedelta(days=dice.randrange(length)), span)
        found.add(on)
    return sorted(found)


def _lifted(place: float, span: Period, days: Days) -> float:
    """Return a place 0-1 moved so that everybody buys more in the weeks after the coupon day."""
    if span.start != days.recent.start:
        return place
    length = (span.until - span.start).days
    bounds = ((days.coupon - span.start).days - 60, (days.coupon - span.start).days, 0, length)
    begin, middle = max(bounds[0], 0), bounds[1]
    end = min(middle + 60, length)
    parts = (
        (0, begin, 1.0),
        (begin, middle, 1.0),
        (middle, end, traps.COUPON_LIFT),
        (end, length, 1.0),
    )
    whole = sum((b - a) * weight for a, b, weight in parts)
    left = place * whole
    for a, b, weight in parts:
        if left <= (b - a) * weight or b == length:
            return min((a + left / weight) / length, 0.999999)
        left -= (b - a) * weight
    return place


def _working(on: date, span: Period) -> date:
    """Return the day itself, or the working day beside a weekend, inside the span."""
    if on.weekday() < 5:
        return on
    moved = on + timedelta(days=7 - on.weekday())
    if moved > span.last or moved.month != on.month:
        moved = on - timedelta(days=on.weekday() - 4)
    return moved if moved >= span.start and moved.month == on.month else on


def _budgeted(
    firm: Firm, on: list[date], whole: float, dice: Random
) -> list[tuple[Firm, date, float]]:
    weights = [dice.lognormvariate(0, 0.45) for _ in on]
    return [
        (firm, day, whole * weight / sum(weights)) for day, weight in zip(on, weights, strict=True)
    ]


class _Counter:
    """Turns orders into lines so that each quarter's and region's categories come out as told."""

    def __init__(self, days: Days, dice: Random) -> None:
        """Start with nothing sold."""
        self.days, self.dice = days, dice
        self.sold: dict[tuple[str, date], dict[str, float]] = {}
        self.owed: dict[int, float] = defaultdict(float)

    def lines_of(self, orders: list[Order]) -> list[Line]:
        """Return the lines of all orders; what one order is short of the next one makes up."""
        return [line for order in orders for line in self._lines(order)]

    def _lines(self, order: Order) -> list[Line]:
        owed = self.owed[order.firm.id]
        wanted = max(order.planned + owed, order.planned * 0.4, 60.0)
        many = sum(wanted >= step * self.dice.uniform(0.6, 1.6) for step in (12_000, 60_000))
        lines = [self._line(order, wanted * share) for share in _SHARES[many]]
        self.owed[order.firm.id] += order.planned - sum(line.amount for line in lines)
        return lines

    def _line(self, order: Order, wanted: float) -> Line:
        firm, on = order.firm, order.on
        category = self._category(firm.region, on, wanted)
        off = discount.off_list(firm.region, category, on, self.days, self.dice)
        product, quantity = self._chosen(category, wanted, off)
        amount = round(product.price * quantity * (1 - off), 2)
        cost = round(product.cost * quantity * self.dice.uniform(0.985, 1.015), 2)
        self.sold[firm.region, quarter_of(on)][category] += amount
        return Line(order, product.name, category, quantity, off, amount, cost)

    def _category(self, region: str, on: date, wanted: float) -> str:
        """Return the category that is furthest behind its share and sold in such amounts."""
        shares = discount.category_shares(region, on, self.days)
        sold = self.sold.setdefault((region, quarter_of(on)), dict.fromkeys(shares, 0.0))
        whole = sum(sold.values()) + wanted
        able = [c for c in shares if wanted >= 0.8 * min(p.price for p in BY_CATEGORY[c])]
        return max(able or ["耗材"], key=lambda c: shares[c] * whole - sold[c])

    def _chosen(self, category: str, wanted: float, off: float) -> tuple[Product, int]:
        """Return a product and how many of it come near the wanted amount."""
        nearest, best, many = 9.0, BY_CATEGORY[category][0], 1
        for product in self.dice.sample(BY_CATEGORY[category], len(BY_CATEGORY[category])):
            each = product.price * (1 - off)
            quantity = max(round(wanted / each), 1)
            short = abs(quantity * each - wanted) / wanted
            if short < nearest:
                nearest, best, many = short, product, quantity
            if short < 0.03:
                break
        return best, many


def _forget_costs(lines: list[Line], days: Days, dice: Random) -> None:
    """Leave a few costs out, as people do; never in the two quarters that are compared."""
    compared = (days.quarter, days.quarter.year_ago())
    for line in lines:
        told = any(span.start <= line.order.on <= span.last for span in compared)
        if not told and dice.random() < 0.006:
            line.cost = None
