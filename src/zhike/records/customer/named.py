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
    rows = customers_for(viewer).filter(pk__in=list(customer_ids))
    return {row.pk: _named(viewer, row) for row in rows}


def named_by_outside_id(viewer: Viewer, numbers: Iterable[str]) -> dict[str, Named]:
    """Return customers by the id people know them by, within the Viewer's rows."""
    wanted = list(set(numbers))
    rows = customers_for(viewer).filter(Q(external_id__in=wanted) | Q(number__in=wanted))
    found = [_named(viewer, row) for row in rows]
    return {row.number: row for row in found}


def printed_names_for(viewer: Viewer, customer_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return number and name as files print them, within the Viewer's rows; persons are masked."""
    wanted, found = list(customer_ids), {}
    for start in range(0, len(wanted), _AT_ONCE):
        for row in customers_for(viewer).filter(pk__in=wanted[start : start + _AT_ONCE]):
            name = mask_person(row.name) if row.kind == "person" else row.name
            found[row.pk] = (row.external_id or row.number, name or _("（待补充名称）"))
    return found


def shown_name(viewer: Viewer, row: Customer) -> str:
    """Return a customer's name as the Viewer may see it: a person's is masked like a contact's.

    It is "" where there is none (S0-13).
    """
    is_shown = row.kind != "person" or viewer.can("see_full")
    return row.name if is_shown else mask_person(row.name)


def _named(viewer: Viewer, row: Customer) -> Named:
    number, name = row.external_id or row.number, shown_name(viewer, row)
    return Named(row.pk, name or _("（待补充名称）"), number, row.place, row.first_contact_on)
