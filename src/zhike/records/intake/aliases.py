"""Reading the other numbers customers are known by."""

from django.db.models import Q

from zhike.records.alias.models import CustomerAlias
from zhike.records.customer.models import Customer
from zhike.records.intake.matching import identities_for
from zhike.words.viewer import Viewer


def aliases_for(viewer: Viewer) -> dict[str, str]:
    """Return {other identity: identity now} of the customers the Viewer may see.

    There are as many as people answered for, so all are read at once. A number that a live
    customer bears by now is left out.
    """
    rows = dict(CustomerAlias.objects.values_list("identity", "customer_id"))
    if not rows:
        return {}
    there = Customer.objects.filter(Q(gone_at__isnull=True) | Q(merged_into__isnull=False))
    ids = set(there.filter(pk__in=set(rows.values())).values_list("id", flat=True))
    own = Customer.objects.live().filter(identity__in=list(rows))
    for identity in own.values_list("identity", flat=True):
        del rows[identity]
    now = identities_for(viewer, "customers", sorted(ids))
    return {identity: now[one] for identity, one in rows.items() if one in now}
