"""Which columns of a customer a merge decides on, and what follows from them."""

from typing import Any

import polars as pl

from zhike.clean.names import match_keys

CHOSEN = (
    "name", "external_id", "credit_code", "customer_type", "status", "industry_text", "size_text",
    "ownership", "region", "province", "city", "district", "founded", "first_contact_on",
    "cooperation_started", "stated_follow_up_on", "stated_amount_fen", "source_channel",
    "potential", "demand_type", "demand_text", "main_business", "owner_id", "remark",
    "lawful_source", "consent_proof",
)  # fmt: skip
"""The columns a person chooses between, in the order of the page."""
LABELLED = {"industry_text": "industry", "owner_id": "owner"}
"""The field a column is labelled by, where it is not called like it."""
FOLLOW = {  # these go with the column they were read from
    "industry_text": ("industry_code", "industry_group"),
    "size_text": ("size_low", "size_high", "size_label"),
    "owner_id": ("owner_text",),
}


def derived(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values with what is reckoned from them: the key a name is matched by."""
    return values | {"match_key": match_keys(pl.Series([values["name"] or ""])).item()}
