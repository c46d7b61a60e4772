"""Reading the bin: who is out, why, since when and by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import row_limit
from zhike.records.rows import CHUNK
from zhike.records.set_aside.models import SetAside
from zhike.words.viewer import Viewer

SHOWN = 50  # on a page


@dataclass(frozen=True, slots=True)
class AsideRow:
    """One customer that is out, as the bin lists it."""

    id: int
    customer_id: int
    name: str
    number: str
    owner: str
    rule: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Bin:
    """One page of the bin; `counts` says how many there are by rule, whatever was asked for."""

    rows: list[AsideRow]
    total: int
    counts: dict[str, int]
    page: int
    pages: int


def asides_for(viewer: Viewer) -> QuerySet[SetAside]:
    """Return the customers that are out among those the Viewer would see.

    What an undone import brought is gone with it, and is no longer in the bin.
    """
    undone = Q(customer__born_batch__state="已撤销")
    mine = row_limit(viewer, customer="customer__")
    return SetAside.objects.filter(mine, back_at=None).exclude(undone)


def set_aside_ids(viewer: Viewer) -> set[int]:
    """Return the customers that are out, by their own ids."""
    return set(asides_for(viewer).values_list("customer_id", flat=True))


def bin_for(viewer: Viewer, *, search: str = "", rule: str | None = None, page: int = 1) -> Bin:
    """Return a page of the bin, the latest first; `rule` is "" for those a person gave a reason."""
    every = asides_for(viewer)
    counts = dict(every.order_by().values_list("rule").annotate(n=Count("id")))
    asked = every.filter(rule=rule) if rule is not None else every
    if search:
        said = Q(customer__name__icontains=search) | Q(customer__external_id__icontains=search)
        asked = asked.filter(said | Q(why__icontains=search))
    total = asked.count()
    pages = max(1, -(-total // SHOWN))
    page = min(max(page, 1), pages)
    rows = asked.select_related("customer__owner", "by").order_by("-at", "-id")
    some = rows[(page - 1) * SHOWN : page * SHOWN]
    return Bin([_row(viewer, row) for row in some], total, counts, page, pages)


def aside_of(viewer: Viewer, customer_id: int) -> AsideRow | None:
    """Return why one customer is out, None where it isn't or is not the Viewer's."""
    row = asides_for(viewer).filter(customer_id=customer_id).select_related(
        "customer__owner", "by"
    ).first()  # fmt: skip
    return _row(viewer, row) if row else None


def numbered(viewer: Viewer, numbers: Iterable[str]) -> dict[str, int]:
    """Return the bin's rows by the numbers people know their customers by."""
    wanted = list(set(numbers))
    known = Q(customer__external_id__in=wanted) | Q(customer__number__in=wanted)
    rows = asides_for(viewer).filter(known).values_list(
        "customer__external_id", "customer__number", "id"
    )  # fmt: skip
    return {outside or number: pk for outside, number, pk in rows}


def aside_with(identities: Iterable[str]) -> dict[str, int]:
    """Return the customers that are out by the identities they are asked for under."""
    wanted = list(identities)
    out = Customer.objects.filter(
        gone_at__isnull=False,
        pk__in=SetAside.objects.filter(back_at=None).values("customer_id"),
    ).exclude(born_batch__state="已撤销")
    found: dict[str, int] = {}
    if wanted and SetAside.objects.filter(back_at=None).exists():
        for start in range(0, len(wanted), CHUNK):
            some = out.filter(identity__in=wanted[start : start + CHUNK])
            found |= dict(some.values_list("identity", "id"))
    return found


def _row(viewer: Viewer, row: SetAside) -> AsideRow:
    customer = row.customer
    return AsideRow(
        id=row.pk,
        customer_id=customer.pk,
        name=shown_name(viewer, customer) or _("（待补充名称）"),
        number=customer.external_id or customer.number,
        owner=customer.owner.name if customer.owner else customer.owner_text,
        rule=row.rule,
        why=row.why,
        by=row.by.name,
        at=row.at,
    )
