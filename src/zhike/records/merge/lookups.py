"""What a merge would bring together, and which merges there were."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import NotYours, customers_for
from zhike.records.interaction.models import Interaction
from zhike.records.merge.changes import kept_values
from zhike.records.merge.fields import CHOSEN
from zhike.records.merge.models import Judged, Merge
from zhike.records.merge.standing import last_of, merged_into_map
from zhike.records.order.models import Order
from zhike.records.rows import holding
from zhike.records.score.models import AnalysisRun, Standing
from zhike.words.viewer import Viewer

MOST = 50  # merges that are listed
STAGES = ("流失", "潜在", "意向", "成交")  # the further one is what the firm has become


@dataclass(frozen=True, slots=True)
class Side:
    """One of the customers a merge would bring together, and what hangs on it."""

    id: int
    name: str
    number: str
    place: str
    values: dict[str, Any]
    orders: int
    amount_fen: int | None  # of the last 12 months, by the current analysis
    follow_ups: int
    contacts: int


@dataclass(frozen=True, slots=True)
class Merging:
    """Several customers side by side; `take` proposes whose value each column keeps."""

    sides: tuple[Side, ...]
    take: dict[str, int]
    after: dict[str, Any]
    shared_phones: int  # contacts that would be kept once

    @property
    def survivor(self) -> Side:
        """Return the customer the others would go into."""
        return self.sides[0]


def merging_for(viewer: Viewer, ids: Sequence[int]) -> Merging:
    """Return what merging these customers would do; the biggest is proposed to stay."""
    rows = list(customers_for(viewer).filter(pk__in=ids).select_related("owner"))
    if len(rows) != len(set(ids)) or len(rows) < 2:
        raise NotYours(_("这一组里有客户不在您范围内，或已被合并，请回到列表看下一组。"))
    rows.sort(key=lambda row: (-(_amount(row) or 0), not row.credit_code, row.pk))
    take = _proposed(rows)
    phones = Contact.objects.live().filter(customer__in=rows).exclude(phone="")
    counted = phones.values("phone").annotate(n=Count("customer_id", distinct=True))
    return Merging(
        tuple(_side(viewer, row) for row in rows),
        take,
        kept_values(rows[0], rows[1:], take),
        sum(line["n"] - 1 for line in counted if line["n"] > 1),
    )


def _proposed(rows: Sequence[Customer]) -> dict[str, int]:
    """Return whose value is proposed where the survivor's own is not the best one."""
    furthest = max(rows, key=lambda row: (_stage(row.customer_type), row is rows[0]))
    met = [row for row in rows if row.first_contact_on]
    first = min(met, key=lambda row: row.first_contact_on or 0, default=rows[0])
    return {"customer_type": furthest.pk, "first_contact_on": first.pk}


def _stage(word: str) -> int:
    return STAGES.index(word) if word in STAGES else -1


def _side(viewer: Viewer, row: Customer) -> Side:
    values = {name: getattr(row, name) for name in CHOSEN}
    values["owner_id"] = row.owner.name if row.owner else ""
    values["name"] = name = shown_name(viewer, row)
    return Side(
        row.pk, name, row.external_id or row.number, row.place, values,
        Order.objects.live().filter(customer=row).count(), _amount(row),
        Interaction.objects.live().filter(customer=row).count(),
        Contact.objects.live().filter(customer=row).count(),
    )  # fmt: skip


def amounts_of(customer_ids: Iterable[int]) -> dict[int, int | None]:
    """Return what customers bought in the last 12 months, in 分, by the current analysis."""
    run = AnalysisRun.objects.filter(state="当前").values_list("id", flat=True).first()
    rows: Any = holding(Standing.objects.filter(run_id=run), "customer_id", list(customer_ids))
    return dict(rows.values_list("customer_id", "amount_fen")) if run else {}


def _amount(row: Customer) -> int | None:
    return amounts_of([row.pk]).get(row.pk)


@dataclass(frozen=True, slots=True)
class MergeRow:
    """One merge as lists show it."""

    id: int
    survivor_id: int
    survivor: str
    count: int
    by: str
    at: datetime
    undone_at: datetime | None


def merges_for(viewer: Viewer, *, most: int = 20) -> list[MergeRow]:
    """Return the latest merges into customers the Viewer may see."""
    return _merge_rows(viewer)[:most]


def _merge_rows(viewer: Viewer, **only: Any) -> list[MergeRow]:
    mine = customers_for(viewer).filter(pk=OuterRef("survivor_id"))  # merges are few, customers not
    rows = Merge.objects.filter(Exists(mine), **only)
    return [
        MergeRow(
            row.pk, row.survivor_id, shown_name(viewer, row.survivor), len(row.absorbed),
            row.by.name, row.at, row.undone_at,
        )
        for row in rows.select_related("survivor", "by").order_by("-id")[:MOST]
    ]  # fmt: skip


def merges_of(viewer: Viewer, customer_id: int) -> list[MergeRow]:
    """Return the merges that made a customer of the Viewer's what it is, the latest first."""
    return _merge_rows(viewer, survivor=customer_id, undone_at=None)


def judged_among(customer_ids: Iterable[int]) -> pl.DataFrame:
    """Return what people said of pairs of these customers: a, b, said; the last word counts.

    What was said of a customer that went into another is said of that one now.
    """
    ids, into = set(customer_ids), merged_into_map()
    told: dict[tuple[int, int], str] = {}
    for a, b, said in Judged.objects.order_by("at", "id").values_list("a_id", "b_id", "said"):
        low, high = sorted((last_of(into, a), last_of(into, b)))
        if low != high and low in ids and high in ids:
            told[low, high] = said
    return pl.DataFrame(
        [(*pair, said) for pair, said in sorted(told.items())],
        schema={"a": pl.Int64, "b": pl.Int64, "said": pl.String},
        orient="row",
    )


def merged_into(viewer: Viewer, customer_id: int) -> int | None:
    """Return the customer of the Viewer's that this one went into at last, None otherwise."""
    found: int | None = None
    asked: int | None = customer_id
    while asked is not None:
        row = Customer.objects.filter(pk=asked, gone_at__isnull=False)
        asked = row.values_list("merged_into_id", flat=True).first()
        found = asked or found
    seen = found is not None and customers_for(viewer).filter(pk=found).exists()
    return found if seen else None
