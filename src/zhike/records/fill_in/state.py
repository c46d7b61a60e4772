"""Where a cell stands, read from the record it is of: nobody ticks anything off."""

from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.functions import Coalesce

from zhike.playbook.playbook import Playbook
from zhike.records.catalogue.filled import of_customer
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import row_limit, settled
from zhike.records.fill_in.models import FillIn
from zhike.words.field import FieldSpec
from zhike.words.viewer import Viewer

NOUNS = ("customers", "contacts")  # of whose fields a customer has one cell each
MISSING, FILLED, OVERDUE = "待补", "已补", "逾期"
NEEDLESS, UNREACHABLE = "不适用", "无法取得"
EXCUSES = (NEEDLESS, UNREACHABLE)

Cells = QuerySet[Any]  # FillIn with who it is for and whether it is filled


def fillable(playbook: Playbook) -> dict[str, FieldSpec]:
    """Return the fields whose empty cells can be filled in, by path, the key fields first."""
    key = [spec for spec in playbook.key_fields if spec.noun in NOUNS]
    rest = [spec for noun in NOUNS for spec in playbook.offered(noun) if not spec.key]
    return {spec.path: spec for spec in (*key, *rest)}


def cells_for(viewer: Viewer, playbook: Playbook) -> Cells:
    """Return the cells of customers the Viewer may see, each with `who` it is for and `filled`.

    Who hands customers out sees also cells given to him of customers nobody follows (S2-05).
    """
    mine = row_limit(viewer, customer="customer__")
    if viewer.can("assign") and viewer.scope != "all":
        mine |= Q(customer__owner=None, to_id=viewer.account_id)
    there = Q(customer__gone_at=None) & settled(prefix="customer__")
    rows: Cells = FillIn.objects.filter(mine, there, gone_at=None)
    return told(rows, playbook)


def live_of(**which: Any) -> Cells:
    """Return the cells that were not taken back, of customers there are."""
    return FillIn.objects.filter(gone_at=None, customer__gone_at=None, **which)


def told(rows: Cells, playbook: Playbook) -> Cells:
    """Return cells of fields there are, each with `who` it is for and whether it is `filled`."""
    specs = fillable(playbook)
    used = sorted(set(FillIn.objects.values_list("path", flat=True).distinct()) & set(specs))
    filled = Q(pk__in=[])
    for path in used:
        having = Customer.objects.filter(of_customer(specs[path]), pk=OuterRef("customer_id"))
        filled |= Q(path=path) & Q(Exists(having))
    found: Cells = rows.filter(path__in=used).annotate(
        who=Coalesce(F("customer__owner_id"), F("to_id")),
        filled=ExpressionWrapper(filled, output_field=BooleanField()),
    )
    return found


def is_open() -> Q:
    """Return the condition that a cell still waits."""
    return Q(filled=False, excuse="")


def counts(*, today: date) -> dict[str, Count]:
    """Return how to count cells by where they stand; what is overdue is open too."""
    late = is_open() & Q(giving__due_on__lt=today)
    return {
        "open": Count("id", filter=is_open()),
        "overdue": Count("id", filter=late),
        "done": Count("id", filter=Q(filled=True)),
        "excused": Count("id", filter=Q(filled=False) & ~Q(excuse="")),
    }
