"""Customers by name and number, for links beside figures, tasks and pairs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customers_for
from zhike.words.masks import mask_person
from zhike.words.viewer import Viewer

_AT_ONCE = 5000  # ids in one question; databases refuse very long ones


@dataclass(frozen=True, slots=True)
class Named:
    """A customer as a link needs it; `place` is the row of the file it was born from."""

    id: int
    name: str
    number: str
    place: str = ""
    first_contact_on: date | None = None


def named_for(viewer: Viewer, customer_ids: Iterable[int]) -> dict[int, Named]:
    """Return customers by id for links, within the Viewer's rows."""
    return {row.pk: _named(row) for row in customers_for(viewer).filter(pk__in=list(customer_ids))}


def named_by_outside_id(viewer: Viewer, numbers: Iterable[str]) -> dict[str, Named]:
    """Return customers by the id people know them by, within the Viewer's rows."""
    wanted = list(set(numbers))
    rows = customers_for(viewer).filter(Q(external_id__in=wanted) | Q(number__in=wanted))
    found = [_named(row) for row in rows]
    return {row.number: row for row in found}


def printed_names_for(viewer: Viewer, customer_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return number and name as files print them, within the Viewer's rows; persons are masked."""
    wanted, found = list(customer_ids), {}
    for start in range(0, len(wanted), _AT_ONCE):
        for row in customers_for(viewer).filter(pk__in=wanted[start : start + _AT_ONCE]):
            named = _named(row)
            name = mask_person(row.name) if row.kind == "person" and row.name else named.name
            found[row.pk] = (named.number, name)
    return found


def _named(row: Customer) -> Named:
    number = row.external_id or row.number
    return Named(row.pk, row.name or _("（待补充名称）"), number, row.place, row.first_contact_on)
