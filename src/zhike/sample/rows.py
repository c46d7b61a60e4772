"""The rows of the invented book, one class a noun; money in 元 with whole 分."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(slots=True, eq=False)
class Firm:
    """One customer, with what the story has planned for it."""

    id: int
    number: str
    name: str
    region: str
    province: str
    city: str
    trade: str
    industry: str
    size: str
    ownership: str
    customer_type: str
    owner: str
    team: str
    contact: str
    title: str
    phone: str
    code: str
    first_on: date
    potential: int
    channel: str
    budget: float = 0.0  # 元 planned for the last twelve months
    former: int = 0  # orders planned in the half year before the last
    recent: int = 0  # orders planned in the last half year
    older: int = 0  # orders planned in the fifteen months before
    story: str = ""  # the finding it belongs to: 宏远, 昆山, 快递 (much bought), 快递小 (little)
    last_talk: date | None = None
    renewals: int = 0
    outlook: int = 3
    twin_of: "Firm | None" = None


@dataclass(slots=True, eq=False)
class Order:
    """One order."""

    id: int
    number: str
    firm: Firm
    on: date
    planned: float


@dataclass(slots=True, eq=False)
class Line:
    """One order line; `cost` is None where nobody wrote it down."""

    order: Order
    product: str
    category: str
    quantity: int
    discount: float
    amount: float
    cost: float | None


@dataclass(slots=True, eq=False)
class Talk:
    """One follow-up."""

    firm: Firm
    on: date
    way: str
    summary: str
    feedback: str
    words: str
    by: str
    next_step: str


@dataclass(slots=True, eq=False)
class Case:
    """One complaint, question, wish or repair."""

    firm: Firm
    kind: str
    topic: str
    severity: str
    text: str
    opened: datetime
    answered: datetime | None
    solved: datetime | None
    satisfaction: int | None
    state: str
    by: str


@dataclass(slots=True, eq=False)
class Quote:
    """One quote; `discount` is off the list price, 0 to 1."""

    firm: Firm
    on: date
    product: str
    category: str
    amount: float
    discount: float
    outcome: str
    answered: date | None
    reason: str
    by: str


@dataclass(slots=True, eq=False)
class Contract:
    """One contract; `renews` is the number of the one before."""

    number: str
    firm: Firm
    name: str
    kind: str
    signed: date
    starts: date
    ends: date
    amount: float
    state: str
    renews: str
    by: str


@dataclass(slots=True, eq=False)
class Payment:
    """One payment due, paid or not yet."""

    firm: Firm
    order: str
    due: date
    paid: date | None
    amount: float
    method: str


@dataclass(slots=True, eq=False)
class Event:
    """One visit, activity, download or coupon."""

    firm: Firm
    kind: str
    on: date
    count: int
    value: float | None
    detail: str


@dataclass(slots=True, eq=False)
class Demand:
    """One thing a customer needs."""

    firm: Firm
    on: date
    topic: str
    need: str
    pain: str
    budget: float | None
    features: str
    deciders: str
    needed_by: date | None
    urgency: str
    state: str


@dataclass(slots=True, eq=False)
class Rival:
    """One contact of a customer with a competitor."""

    firm: Firm
    on: date
    competitor: str
    product: str
    quote: float | None
    detail: str
    by: str


@dataclass(slots=True, eq=False)
class Referral:
    """One customer that another one, or a person, brought; `referrer` is a name."""

    firm: Firm
    on: date
    referrer: str
    of: Firm | None
    fee: float | None
    thanks: str
    thanked: date | None


@dataclass(slots=True, eq=False)
class Cost:
    """What one channel cost in one month."""

    month: str
    channel: str
    amount: float
    note: str


@dataclass(slots=True, eq=False)
class Activity:
    """One thing the company put on; who came are events that carry its name."""

    name: str
    kind: str
    on: date
    venue: str
    channel: str
    cost: float
    by: str


@dataclass(slots=True)
class Company:
    """The whole invented book as it stands on `until`."""

    until: date
    firms: list[Firm] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    demands: list[Demand] = field(default_factory=list)
    rivals: list[Rival] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
