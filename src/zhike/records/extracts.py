"""All extracts together: what a snapshot is made of."""

from zhike.playbook.playbook import Playbook
from zhike.records.customer.extract import customers
from zhike.records.interaction.extract import INTERACTIONS
from zhike.records.order.extract import ORDER_LINES, ORDERS
from zhike.records.tag.extract import TAGS
from zhike.store.extract import Extract


def extracts_for(playbook: Playbook) -> list[Extract]:
    """Return the extracts; customers carry the playbook's own fields as typed columns."""
    return [customers(playbook.fields("customers")), ORDERS, ORDER_LINES, INTERACTIONS, TAGS]
