"""All extracts together: what a snapshot is made of."""

from zhike.playbook.playbook import Playbook
from zhike.records.activity.extract import ACTIVITIES
from zhike.records.case.extract import CASES
from zhike.records.channel_cost.extract import CHANNEL_COSTS
from zhike.records.competitor.extract import COMPETITORS
from zhike.records.competitor_contact.extract import COMPETITOR_CONTACTS
from zhike.records.contract.extract import CONTRACTS
from zhike.records.customer.extract import customers
from zhike.records.demand.extract import DEMANDS
from zhike.records.event.extract import EVENTS
from zhike.records.interaction.extract import INTERACTIONS
from zhike.records.order.extract import ORDER_LINES, ORDERS
from zhike.records.payment.extract import PAYMENTS
from zhike.records.product.extract import PRODUCTS
from zhike.records.quality.extract import fullness
from zhike.records.quote.extract import QUOTES
from zhike.records.referral.extract import REFERRALS
from zhike.records.tag.extract import TAGS
from zhike.store.extract import Extract

_PLAIN = (
    ACTIVITIES,
    ORDERS, ORDER_LINES, INTERACTIONS, TAGS, PRODUCTS, EVENTS, CASES, QUOTES, CONTRACTS, PAYMENTS,
    DEMANDS, COMPETITOR_CONTACTS, COMPETITORS, REFERRALS, CHANNEL_COSTS,
)  # fmt: skip


def extracts_for(playbook: Playbook) -> list[Extract]:
    """Return the extracts; customers carry the playbook's own fields as typed columns.

    Its key fields decide the flags of completeness.
    """
    return [customers(playbook.fields("customers")), fullness(playbook.key_fields), *_PLAIN]
