"""The invented company's book: customers, follow-ups and orders that end on a given day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from zhike.sample.names import TITLES, firm, person, phone

PRODUCTS = (
    ("热敏标签", "耗材", 380, 0.62),
    ("树脂碳带", "耗材", 520, 0.58),
    ("工业标签打印机", "设备", 8_600, 0.78),
    ("无线扫描枪", "设备", 2_300, 0.74),
    ("仓储管理系统年费", "软件", 24_000, 0.35),
    ("维保服务", "服务", 6_000, 0.45),
)
SELLERS = ("周小雨", "王磊", "李敏", "陈浩")
DAYS = 460  # fifteen months, so that each full quarter has its 环比


@dataclass(frozen=True, slots=True)
class Firm:
    """One invented customer."""

    number: str
    name: str
    region: str
    city: str
    industry: str
    size: str
    customer_type: str
    seller: str
    contact: str
    title: str
    phone: str
    first_on: date
    potential: int
    renewals: int
    outlook: int
    channel: str


@dataclass(frozen=True, slots=True)
class Sale:
    """One invented order line."""

    number: str
    firm: Firm
    on: date
    product: str
    category: str
    quantity: int
    amount: int
    cost: int


@dataclass(frozen=True, slots=True)
class Talk:
    """One invented follow-up."""

    number: str
    firm: Firm
    on: date
    way: str
    summary: str
    feedback: str
    next_step: str


@dataclass(slots=True)
class Company:
    """Everything that is written into the sample's workbooks."""

    firms: list[Firm] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)


def invent(*, until: date, seed: int = 1, customers: int = 320) -> Company:
    """Return the company as its book stands on `until`; the same seed gives the same company."""
    dice = Random(seed)  # noqa: S311 - an invented story, not a secret
    company = Company()
    names: set[str] = set()
    while len(company.firms) < customers:
        one = _firm(dice, len(company.firms) + 1, until)
        if one.name not in names:
            names.add(one.name)
            company.firms.append(one)
    for one in company.firms:
        _sell(dice, company, one, until)
        _talk(dice, company, one, until)
    return company


def _firm(dice: Random, index: int, until: date) -> Firm:
    name, region, city, industry = firm(dice)
    kind = dice.choices(("成交", "潜在", "意向", "流失"), weights=(46, 30, 16, 8))[0]
    return Firm(
        number=f"KH{index:04d}",
        name=name,
        region=region,
        city=city,
        industry=industry,
        size=dice.choices(("中小企业", "大客户"), weights=(7, 3))[0],
        customer_type=kind,
        seller=dice.choice(SELLERS),
        contact=person(dice),
        title=dice.choice(TITLES),
        phone=phone(dice),
        first_on=until - timedelta(days=dice.randrange(1, DAYS)),
        potential=dice.choices((1, 2, 3, 4, 5), weights=(1, 2, 4, 3, 1))[0],
        renewals=dice.choices((0, 1, 2, 3, 4), weights=(6, 3, 2, 1, 1))[0],
        outlook=dice.choices((2, 3, 4, 5), weights=(2, 4, 3, 1))[0],
        channel=dice.choice(("行业展会", "线上表单", "陌拜访谈", "老客户介绍", "CRM历史")),
    )


def _sell(dice: Random, company: Company, one: Firm, until: date) -> None:
    if one.customer_type not in ("成交", "流失"):
        return
    weight = dice.paretovariate(1.3)  # a few large customers, many small ones
    day = one.first_on + timedelta(days=dice.randrange(5, 40))
    last = until - timedelta(days=150) if one.customer_type == "流失" else until
    while day <= last:
        for _ in range(dice.choice((1, 1, 2))):
            _line(dice, company, one, day, min(weight, 40.0))
        day += timedelta(days=dice.randrange(15, 95))


def _line(dice: Random, company: Company, one: Firm, day: date, weight: float) -> None:
    product, category, price, share = dice.choices(PRODUCTS, weights=(8, 6, 2, 3, 1, 2))[0]
    quantity = max(1, round(dice.uniform(1, 4) * weight * (6 if category == "耗材" else 1)))
    quantity = 1 if category in ("软件", "服务") else quantity
    amount = round(price * quantity * dice.uniform(0.86, 1.0))
    number = f"DD{day:%y%m%d}{one.number[2:]}"
    cost = round(amount * share * dice.uniform(0.97, 1.05))
    company.sales.append(Sale(number, one, day, product, category, quantity, amount, cost))


_SAID = (
    ("介绍新款打印机，客户要报价", "积极", "3日内发报价单"),
    ("询问仓储系统能否多终端同步", "积极", "约技术演示"),
    ("反馈竞品报价更低，需解释价格优势", "中性", "5日内准备成本对比表"),
    ("标签到货晚了两天，客户不满意", "消极", "明日跟进物流时效"),
    ("例行回访，使用正常", "中性", ""),
    ("预算还没批，下季度再看", "中性", "30日内再联系"),
)


def _talk(dice: Random, company: Company, one: Firm, until: date) -> None:
    day = one.first_on
    pace = dice.choice((20, 35, 60))
    while day <= until:
        summary, feedback, step = dice.choice(_SAID)
        way = dice.choice(("电话会议", "上门拜访", "线上会议", "微信", "行业展会"))
        number = f"GJ{len(company.talks) + 1:05d}"
        company.talks.append(Talk(number, one, day, way, summary, feedback, step))
        day += timedelta(days=dice.randrange(pace // 2, pace * 2))
