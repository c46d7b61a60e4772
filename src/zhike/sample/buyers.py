"""Who buys how much and how often: planned, with chance only around the plan."""

from dataclasses import dataclass, field
from random import Random

from zhike.reckon.comparison import fisher
from zhike.sample.stories import courier, hongyuan

WAN = 10_000
REGION_SHARES = {"华东": 0.43, "华南": 0.32, "华北": 0.11, "华中": 0.08, "西南": 0.06}
HOME = "华东"
HELD = 0.98  # orders of the half year against the one before, among who bought in both
ONCE, REST = 105, 250
GONE = 16  # 流失 that still bought in the first half of the last year
RATE_ELSEWHERE = 0.185  # buy only once in twelve months outside the home region


@dataclass(slots=True)
class Buyer:
    """What one customer is planned to buy in the last twelve months."""

    budget: float
    former: int = 0
    recent: int = 0
    region: str = ""
    story: str = ""
    is_gone: bool = False
    spare: bool = field(default=True)  # its numbers may be moved to make a sum come out

    @property
    def orders(self) -> int:
        """Return the orders of the twelve months."""
        return self.former + self.recent


def plan_buyers(dice: Random) -> list[Buyer]:
    """Return the 604 customers that buy in the last twelve months, the largest first.

    The size bands, the orders of both half years and the regions come out the same for every seed.
    """
    buyers = [*_named(), *_sized(dice), *_once(dice)]
    buyers.sort(key=lambda one: -one.budget)
    _give_regions(buyers, dice)
    _balance(buyers)
    return buyers


def _named() -> list[Buyer]:
    told = [
        Buyer(b, f, r, HOME, "宏远" if at < 3 else "昆山", spare=False)
        for at, (b, f, r) in enumerate(hongyuan.BUDGETS)
    ]
    told += [Buyer(b * WAN, f, r, "", "快递", spare=False) for b, f, r in courier.LARGE]
    return told + [Buyer(b * WAN, f, r, "", "快递小", spare=False) for b, f, r in courier.SMALL]


def _sized(dice: Random) -> list[Buyer]:
    """Return everybody who belongs to no story and buys at least twice, band by band."""
    bands = (  # how many, from, to (万), orders of a year
        (3, 790, 545, (48, 60)),
        (18 - 3, 330, 104, (26, 34)),
        (30 - 5, 94, 52.5, (18, 26)),
        (170 - 7, 44, 10.7, (7, 12)),
        (130 - 4, 9.6, 5.3, (4, 6)),
        (REST - 16 - ONCE, 4.6, 1.0, (2, 4)),
    )
    found = []
    for many, high, low, (fewest, most) in bands:
        for at in range(many):
            middle = high * (low / high) ** ((at + 0.5) / many)
            budget = min(max(middle * dice.uniform(0.98, 1.02), low), high) * WAN
            number = dice.randint(fewest, most)
            former = (number + at % 2) // 2
            found.append(Buyer(budget, former, number - former))
    smallest = sorted(found, key=lambda one: one.budget)[:GONE]
    for at, one in enumerate(smallest):
        one.former, one.recent, one.is_gone, one.spare = 2 + at % 2, 0, True, False
    return found


def _once(dice: Random) -> list[Buyer]:
    budgets = [dice.uniform(0.12, 1.4) * WAN for _ in range(ONCE)]
    return [Buyer(each, 0, 1, spare=False) for each in budgets]


def _give_regions(buyers: list[Buyer], dice: Random) -> None:
    """Share the money out by region, then who buys once so that 华东 is best by p ≈ 0.4."""
    spent = dict.fromkeys(REGION_SHARES, 0.0)
    for one in buyers:
        if not one.region:
            short = {
                r: share * sum(spent.values()) - spent[r] for r, share in REGION_SHARES.items()
            }
            close = max(short.values()) < 2 * WAN
            one.region = _drawn(dice) if close else max(short, key=lambda r: short[r])
        spent[one.region] += one.budget
    once = [one for one in buyers if one.orders == 1]
    often = {r: sum(b.region == r and b.orders > 1 for b in buyers) for r in REGION_SHARES}
    regions = [r for r, many in _once_by_region(often).items() for _ in range(many)]
    for one, region in zip(once, regions, strict=True):
        one.region = region


def _drawn(dice: Random) -> str:
    return dice.choices(list(REGION_SHARES), weights=list(REGION_SHARES.values()))[0]


def _once_by_region(often: dict[str, int]) -> dict[str, int]:
    """Return how many buy only once in each region: fewest at home, by no more than chance."""
    best: tuple[float, dict[str, int]] = (9.0, {})
    for home in range(20, 70):
        shared = _shared_out(often, home)
        others = sum(shared.values()) - home
        n, n_others = often[HOME] + home, sum(often.values()) - often[HOME] + others
        p = fisher(often[HOME], n, n_others - others, n_others) or 0.0
        is_best = home / n < min(shared[r] / (often[r] + shared[r]) for r in often if r != HOME)
        if is_best and abs(p - 0.4) < best[0]:
            best = (abs(p - 0.4), shared)
    return best[1]


def _shared_out(often: dict[str, int], home: int) -> dict[str, int]:
    others = {r: many for r, many in often.items() if r != HOME}
    left, whole = ONCE - home, sum(others.values())
    exact = {r: left * many / whole for r, many in others.items()}
    shared = {r: int(part) for r, part in exact.items()}
    for r in sorted(exact, key=lambda r: shared[r] - exact[r])[: left - sum(shared.values())]:
        shared[r] += 1
    return {HOME: home, **shared}


def _balance(buyers: list[Buyer]) -> None:
    """Move orders of the last half year until who bought before holds at −2 % in all."""
    told = ("快递", "快递小")
    others = [one for one in buyers if one.former and one.story not in told]
    movable = [one for one in others if one.spare and one.recent >= 3]
    off = round(HELD * sum(one.former for one in others)) - sum(one.recent for one in others)
    step = 1 if off > 0 else -1
    for at in range(abs(off)):
        movable[at * 7 % len(movable)].recent += step
