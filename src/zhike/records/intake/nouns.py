"""How the rows of a proposal become rows of a noun: table, parent and derived columns."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl
from django.db import models

from zhike.clean.names import match_keys
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.interaction.models import Interaction
from zhike.records.kept import Kept
from zhike.records.order.models import Order, OrderLine


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
    )
}
