"""Who brought the customers, and what became of them: out, twice in the book, put right later."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from zhike.clean.cells import PLACEHOLDERS
from zhike.records.account.models import Account
from zhike.records.batch.models import Batch
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customers_for
from zhike.records.history.models import HistoryLine
from zhike.records.match.lookups import doubted_ids
from zhike.records.rows import CHUNK
from zhike.records.set_aside.lookups import set_aside_ids
from zhike.words.viewer import Viewer

Brought = tuple[int | None, int | None]
"""By what a customer came: its batch, and who entered it."""
_NOUNS = ("customer", "customers", "contact", "contacts")
_FACTS = frozenset(
    {"name", "industry_text", "industry_code", "size_text", "ownership", "region", "province",
     "city", "founded", "credit_code", "source_channel", "phone", "email", "title"}
)  # fmt: skip
"""Columns whose change says that the value was wrong; a type or an owner changes by itself."""


def came_to_nothing(viewer: Viewer) -> dict[str, Counter[Brought]]:
    """Return how many customers were put aside (invalid) and merged away (merged), by whence."""
    merged = Customer._base_manager.filter(merged_into__in=customers_for(viewer))
    return {
        "invalid": _counted(set_aside_ids(viewer)),
        "merged": _counted(merged.values_list("id", flat=True)),
    }


def doubted(viewer: Viewer) -> Counter[Brought]:
    """Return how many of the Viewer's customers may be kept twice, by whence they came."""
    return _counted(doubted_ids(viewer))


def corrected(viewer: Viewer) -> Counter[Brought]:
    """Return how many of the Viewer's customers had a fact put right by hand, by whence they came.

    A value that was there was replaced by another one, of the customer or of one of its contacts.
    """
    lines = HistoryLine.objects.filter(
        noun__in=_NOUNS, before__isnull=False, customer__in=customers_for(viewer)
    )
    told = lines.values_list("customer_id", "before", "after").iterator(CHUNK)
    found = {
        one for one, before, after in told if one and before and _put_right(before, after or {})
    }
    return _counted(found)


def _put_right(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return any(
        before[name] not in (None, *PLACEHOLDERS) and after[name] != before[name]
        for name in _FACTS & before.keys() & after.keys()
    )


def _counted(ids: Iterable[int]) -> Counter[Brought]:
    wanted, found = sorted(ids), Counter[Brought]()
    for at in range(0, len(wanted), CHUNK):
        rows = Customer._base_manager.filter(pk__in=wanted[at : at + CHUNK])
        found.update(rows.values_list("born_batch_id", "created_by_id"))
    return found


def named_collectors(brought: Iterable[Brought]) -> dict[Brought, str]:
    """Return who collected, by name: as the batch says it, else who handed it over (S0-12)."""
    every = set(brought)
    rows = Batch.objects.filter(pk__in={batch for batch, _by in every if batch})
    said = rows.values_list("id", "collector", "by__name")
    batches = {batch: collector or by for batch, collector, by in said}
    people = dict(Account.objects.values_list("id", "name"))
    return {
        one: batches.get(one[0]) or people.get(one[1]) or _("系统")  # type: ignore[arg-type]
        for one in every
    }
