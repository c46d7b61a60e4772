"""What matching may look at, within a Viewer's rows; never part of a snapshot."""

import polars as pl

from zhike.records.contact.models import Contact
from zhike.records.customer.scope import customers_for
from zhike.words.viewer import Viewer


def matching_rows(viewer: Viewer) -> pl.DataFrame:
    """Return id, name, phone (each customer's first) and credit_code of the Viewer's customers."""
    names = customers_for(viewer).values_list("id", "name", "credit_code")
    customers = pl.DataFrame(
        list(names),
        schema={"id": pl.Int64, "name": pl.String, "credit_code": pl.String},
        orient="row",
    )
    phones = _contacts(viewer).filter(pl.col("contacts.phone") != "")
    first = phones.unique("id", keep="first", maintain_order=True)
    return customers.join(
        first.select("id", pl.col("contacts.phone").alias("phone")), on="id", how="left"
    )


def _contacts(viewer: Viewer) -> pl.DataFrame:
    contacts = Contact.objects.live().filter(customer__in=customers_for(viewer)).order_by("id")
    rows = list(contacts.values_list("customer_id", "phone"))
    schema = {"id": pl.Int64, "contacts.phone": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")
