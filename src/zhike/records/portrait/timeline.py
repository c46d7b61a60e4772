"""What happened with a customer, the newest first."""

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from zhike.playbook.fields import NOUNS
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.merge.standing import ids_within
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.portrait import told
from zhike.records.portrait.event import Event
from zhike.records.portrait.wording import owner_names, said, said_of_record
from zhike.words.masked import BESIDE, CONTACT

Teller = Callable[[int, int], list[Event]]
TELLERS: dict[str, Teller] = {
    module.name: import_module(f"{told.__name__}.{module.name}").told
    for module in pkgutil.iter_modules(told.__path__)
}

RECORDS = frozenset(NOUNS.values()) - {"customers"}  # lines of these are told by their own fields


def timeline_of(customer: Customer, *, limit: int = 60) -> list[Event]:
    """Return the newest `limit` events of each kind, all together the newest first."""
    events = [event for tell in TELLERS.values() for event in tell(customer.pk, limit)]
    events += _changes(customer, limit)
    return sorted(events, key=lambda event: event.on, reverse=True)


def _changes(customer: Customer, limit: int) -> list[Event]:
    """Return what was changed; that a record was entered is told by the record itself."""
    zone = ZoneInfo(settings.TIME_ZONE)
    found = HistoryLine.objects.filter(customer_id__in=ids_within(customer.pk))
    found = found.exclude(noun="interaction").exclude(~Q(customer=customer), action="并入客户")
    found = found.exclude(noun__in=list(TELLERS), action__startswith="录入")
    rows = list(found.select_related("by").order_by("-at")[:limit])
    names, beside = owner_names(rows), _beside(rows)
    events = [
        Event(
            on=line.at.astimezone(zone).date(),
            kind="变更",
            title=line.action,
            text=_text(
                line, names, beside.get((line.noun, line.record_id)) or {"kind": customer.kind}
            ),
            by=line.by.name if line.by else _("系统"),
        )
        for line in rows
    ]
    born = customer.created_at.astimezone(zone).date()
    title = "导入" if customer.source else "新建"
    return [*events, Event(on=born, kind="导入", title=title, text=customer.place)]


def _beside(lines: Sequence[HistoryLine]) -> dict[tuple[str, int], Mapping[str, Any]]:
    """Return what the names in some lines are masked by, by noun and record."""
    people = {line.record_id for line in lines if line.noun == "contacts"}
    rows = Contact.objects.filter(pk__in=people).values("id", *BESIDE[CONTACT])
    return {("contacts", row["id"]): row for row in rows}


def _text(line: HistoryLine, names: dict[int, str], beside: Mapping[str, Any]) -> str:
    if line.noun == "attachments":
        return str((line.after or {}).get("name", ""))
    if line.noun in RECORDS or "own" in (line.after or {}):
        return said_of_record(line, line.noun, active_playbook(), beside=beside)
    return said(line, names, is_person=beside.get("kind") == "person")
