"""The invented company's whole book, as it stands on a day."""

from datetime import date

from zhike.sample.activities import invent_activities
from zhike.sample.cases import invent_cases
from zhike.sample.contracts import invent_contracts, invent_payments
from zhike.sample.customers import invent_customers
from zhike.sample.days import Days
from zhike.sample.demands import invent_demands, invent_rivals
from zhike.sample.events import invent_events
from zhike.sample.orders import invent_orders
from zhike.sample.quotes import invent_quotes
from zhike.sample.referrals import invent_costs, invent_referrals
from zhike.sample.rows import Company
from zhike.sample.talks import invent_talks


def invent(*, until: date, seed: int = 1) -> Company:
    """Return the company as its book stands on `until`; the same seed gives the same company."""
    days = Days(until)
    firms = invent_customers(days, seed)
    orders, lines = invent_orders(firms, days, seed)
    activities = invent_activities(days, seed)
    return Company(
        until=until,
        firms=firms,
        orders=orders,
        lines=lines,
        talks=invent_talks(firms, days, seed),
        cases=invent_cases(firms, days, seed),
        quotes=invent_quotes(firms, days, seed),
        contracts=invent_contracts(firms, days, seed),
        payments=invent_payments(orders, lines, days, seed),
        events=invent_events(firms, lines, activities, days, seed),
        demands=invent_demands(firms, days, seed),
        rivals=invent_rivals(firms, days, seed),
        referrals=invent_referrals(firms, days, seed),
        costs=invent_costs(days, seed),
        activities=activities,
    )
