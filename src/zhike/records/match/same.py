"""Records that are one customer, as the statistics that count them once need it."""

import polars as pl

from zhike.clean.matching.review import same_rows
from zhike.records.customer.models import Customer
from zhike.records.match.open_pairs import groups_within
from zhike.records.rows import holding
from zhike.words.viewer import Viewer

SAME = {"group": pl.Int64, "customer_id": pl.Int64, "sure": pl.Boolean}


def same_customers(viewer: Viewer) -> pl.DataFrame:
    """Return group, customer_id, sure of the Viewer's records that duplicates tie together.

    The same groups as the page of 查重 shows; sure are those of one credit code (S0-11).
    """
    groups = groups_within(viewer)
    ids = [one for group in groups if group.are_one for one in group.ids]
    rows = holding(Customer.objects.live().exclude(credit_code=""), "id", ids)
    codes = dict(rows.values_list("id", "credit_code"))
    return pl.DataFrame(same_rows(groups, codes), schema=SAME, orient="row")
