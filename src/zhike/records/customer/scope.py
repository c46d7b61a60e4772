"""The one WHERE clause: which customers a Viewer may see (S3-41)."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from zhike.records.account.models import Account
from zhike.records.batch.models import Batch
from zhike.records.collaborator.models import Collaborator
from zhike.records.customer.models import Customer
from zhike.records.kept import LiveRows
from zhike.records.rights import MayNot as MayNot
from zhike.records.rights import insist as insist
from zhike.words.problem import Refused
from zhike.words.viewer import Sight, Viewer

_AT_ONCE = 5_000  # ids in one question; databases refuse very long ones


def row_limit(viewer: Viewer, *, customer: str = "") -> Q:
    """Return the limit as a condition; `customer` is the path to it, such as `customer__`."""
    if viewer.scope == "all":
        return Q()
    shared = shared_with(viewer)
    beside = Q(**{f"{customer}id__in": shared}) if shared else None
    if viewer.scope == "team":
        mine = Q(**{f"{customer}owner_id__in": _led_by(viewer).values("id")})
    else:
        mine = Q(**{f"{customer}owner_id": viewer.account_id})
    return mine if beside is None else mine | beside


def limits_of(viewer: Viewer) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return what the limit of a Viewer who doesn't see everything comes down to at this moment:
    whose customers, and which others; who has equal ones sees the same rows.
    """
    led = _led_by(viewer).order_by("id").values_list("id", flat=True)
    owners = tuple(led) if viewer.scope == "team" else (viewer.account_id,)
    return owners, shared_with(viewer)


def _led_by(viewer: Viewer) -> QuerySet[Account]:
    """Return the accounts whose customers a team's Viewer sees."""
    return Account.objects.filter(Q(team_id__in=sorted(viewer.team_ids)) | Q(pk=viewer.account_id))


def shared_with(viewer: Viewer) -> tuple[int, ...]:
    """Return the customers of others that the Viewer works with; few, and mostly none."""
    rows = Collaborator.objects.filter(account_id=viewer.account_id, gone_at=None)
    return tuple(rows.order_by("customer_id").values_list("customer_id", flat=True))


def settled(*, prefix: str = "") -> Q:
    """Return the condition that hides rows of a batch still being taken in."""
    pending = list(Batch.objects.filter(state="接收中").values_list("id", flat=True))
    return ~Q(**{f"{prefix}born_batch_id__in": pending}) if pending else Q()


def customers_for(viewer: Viewer) -> LiveRows[Customer]:
    """Return the live customers this Viewer may see; the base of every read of customers."""
    return Customer.objects.live().filter(row_limit(viewer), settled())


def seen_among(viewer: Viewer, customer_ids: Iterable[int]) -> set[int]:
    """Return which of these customers are live ones the Viewer may see."""
    wanted, seen = list(dict.fromkeys(customer_ids)), set[int]()
    for start in range(0, len(wanted), _AT_ONCE):
        some = customers_for(viewer).filter(pk__in=wanted[start : start + _AT_ONCE])
        seen |= set(some.values_list("id", flat=True))
    return seen


def of_mine(viewer: Viewer) -> Q:
    """Return the condition that a record's customer is among `customers_for`, asked by a join.

    Where few records are asked for, it costs less than listing all customers of the Viewer.
    """
    return (
        Q(customer__gone_at__isnull=True)
        & row_limit(viewer, customer="customer__")
        & settled(prefix="customer__")
    )


def sight_for(viewer: Viewer) -> Sight:
    """Return what of the book the Viewer may see right now, for the analysis tables."""
    if viewer.scope == "all":
        return Sight(viewer, None, _("全部客户"))
    ids = tuple(customers_for(viewer).order_by("id").values_list("id", flat=True))
    said = _("本团队客户 %(n)s 家") if viewer.scope == "team" else _("我的客户 %(n)s 家")
    return Sight(viewer, ids, said % {"n": f"{len(ids):,}"})


class NotYours(Refused):
    """There is no such customer among the Viewer's rows; whether it exists is not said."""

    status = 404


def customer_for(viewer: Viewer, customer_id: int) -> Customer:
    """Return one customer the Viewer may see; raises NotYours otherwise."""
    customer = customers_for(viewer).select_related("owner").filter(pk=customer_id).first()
    if customer is None:
        raise NotYours(_("没有这个客户，或它不在您的范围内。"))
    return customer
