"""How the rows of a proposal become rows of a noun: table, parent and derived columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl
from django.db import models

from zhike.clean.names import match_keys
from zhike.records.activity.models import Activity
from zhike.records.case.models import Case
from zhike.records.channel_cost.models import ChannelCost
from zhike.records.competitor.models import Competitor
from zhike.records.competitor_contact.models import CompetitorContact
from zhike.records.contact.models import Contact
from zhike.records.contract.models import Contract
from zhike.records.customer.models import Customer
from zhike.records.demand.models import Demand
from zhike.records.event.models import Event
from zhike.records.interaction.models import Interaction
from zhike.records.kept import Kept
from zhike.records.order.models import Order, OrderLine
from zhike.records.payment.models import Payment
from zhike.records.product.models import Product
from zhike.records.quote.models import Quote
from zhike.records.referral.linking import with_brought_by
from zhike.records.referral.models import Referral


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of kept row: its model and the column that names its parent."""

    name: str
    model: type[Kept]
    parent: str = ""
    parent_noun: str = ""
    derive: Callable[[pl.DataFrame], pl.DataFrame] = lambda frame: frame

    @property
    def columns(self) -> Mapping[str, models.Field]:  # type: ignore[type-arg]
        """Return the database columns by name."""
        return {str(field.column): field for field in self.model._meta.concrete_fields}

    @property
    def customer_path(self) -> str | None:
        """Return the way to the customer as conditions write it; None where there is none."""
        if self.name == "customers":
            return ""
        if self.parent_noun in ("", "customers"):
            return "customer__" if self.parent else None
        return "order__customer__"


def _match_key(frame: pl.DataFrame) -> pl.DataFrame:
    if "name" not in frame.columns:
        return frame
    return frame.with_columns(match_keys(frame["name"].fill_null("")).alias("match_key"))


NOUNS: dict[str, Noun] = {
    noun.name: noun
    for noun in (
        Noun("customers", Customer, derive=_match_key),
        Noun("contacts", Contact, "customer_id", "customers"),
        Noun("interactions", Interaction, "customer_id", "customers"),
        Noun("orders", Order, "customer_id", "customers"),
        Noun("order_lines", OrderLine, "order_id", "orders"),
        Noun("products", Product),
        Noun("events", Event, "customer_id", "customers"),
        Noun("cases", Case, "customer_id", "customers"),
        Noun("quotes", Quote, "customer_id", "customers"),
        Noun("contracts", Contract, "customer_id", "customers"),
        Noun("payments", Payment, "customer_id", "customers"),
        Noun("demands", Demand, "customer_id", "customers"),
        Noun("competitor_contacts", CompetitorContact, "customer_id", "customers"),
        Noun("activities", Activity),
        Noun("competitors", Competitor),
        Noun("referrals", Referral, "customer_id", "customers", with_brought_by),
        Noun("channel_costs", ChannelCost),
    )
}
OF_CUSTOMERS = tuple(noun for noun in NOUNS.values() if noun.parent_noun == "customers")
"""The nouns whose rows hang on a customer."""
PARENTS = frozenset(noun.parent_noun for noun in NOUNS.values())
"""The nouns that rows of others hang on."""
