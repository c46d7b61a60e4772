"""Who brought a record or a value, through which channel, and when (S0-12): never nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from zhike.records.batch.lookups import Origin
from zhike.records.batch.models import Batch
from zhike.records.batch.source import UNSAID, source_of
from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.portrait.fact import COLUMNS, Fact
from zhike.words.field import FieldSpec
from zhike.words.wording import NOTHING

BY_HAND, CHANGED, IMPORTED = "手工录入", "手工修改", "导入"
NOUNS = ("customer", "customers")  # as whose lines changes of a customer are written


@dataclass(frozen=True, slots=True)
class Provenance:
    """The channel, the person and the day, and the way in (导入, 手工录入, 手工修改)."""

    channel: str
    collector: str
    at: date
    way: str


def of_record(row: Any) -> Provenance:
    """Return where a kept row came from: its batch's source, or who entered it."""
    own = getattr(row, "source_channel", "")
    if row.born_batch_id is not None:
        source = source_of(row.born_batch)
        channel = own if source.channel == UNSAID and own else source.channel
        return Provenance(channel, source.collector, source.collected_on, IMPORTED)
    who = row.created_by.name if row.created_by else _("系统")
    return Provenance(own or BY_HAND, who, day_of(row.created_at), BY_HAND)


def of_batches(ids: Iterable[int]) -> dict[int, tuple[Provenance, datetime]]:
    """Return the source of each batch, and when it was written."""
    rows = Batch.objects.filter(pk__in=set(ids)).select_related("by")
    return {batch.pk: (_of_batch(batch), batch.accepted_at or batch.at) for batch in rows}


def _of_batch(batch: Batch) -> Provenance:
    source = source_of(batch)
    return Provenance(source.channel, source.collector, source.collected_on, IMPORTED)


def day_of(at: datetime) -> date:
    """Return the day of a moment, where we are."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()


class Edits:
    """What people wrote of one customer by hand, the newest of each column."""

    def __init__(self, customer: Customer) -> None:
        """Read the customer's lines."""
        self._customer = customer
        self._newest: dict[str, tuple[Any, HistoryLine]] = {}
        mine = HistoryLine.objects.filter(noun__in=NOUNS, record_id=customer.pk)
        for line in mine.exclude(after=None).select_related("by").order_by("id"):
            for name, value in dict(line.after or {}).items():
                self._newest[name] = (value, line)

    def of(self, spec: FieldSpec) -> tuple[Provenance, datetime] | None:
        """Return who wrote the value that stands in a field now, and when; None if nobody did."""
        found = [
            line
            for name in COLUMNS.get(spec.name, {spec.name})
            if (line := self._line(spec, name)) is not None
        ]
        if not found:
            return None
        line = max(found, key=lambda one: one.at)
        way = BY_HAND if line.action.startswith("录入") else CHANGED
        who = line.by.name if line.by else _("系统")
        return Provenance(way, who, day_of(line.at), way), line.at

    def _line(self, spec: FieldSpec, name: str) -> HistoryLine | None:
        value, line = self._newest.get("own" if spec.own else name, (None, None))
        if spec.own:
            value = value.get(name) if isinstance(value, dict) else None
            now = self._customer.own.get(name)
        else:
            now = getattr(self._customer, name, None)
        same = value not in (None, "") and str(value) == str(now)
        return line if same else None


class Sources:
    """Where each value of one customer came from."""

    def __init__(self, customer: Customer, origins: Sequence[Origin]) -> None:
        """Read the batches behind the handed-over rows, and what was written by hand since."""
        self._record = of_record(customer)
        self._batches = of_batches(origin.batch_id for origin in origins)
        self._edits = Edits(customer)

    def told(self, spec: FieldSpec, fact: Fact, origin: Origin | None) -> Fact:
        """Return a field with its channel, collector and day; a later change by hand wins."""
        if fact.shown == NOTHING:
            return fact
        batch = self._batches.get(origin.batch_id) if origin else None
        edit = self._edits.of(spec)
        if edit is None or (batch is not None and batch[1] > edit[1]):
            return _with(fact, batch[0] if batch else self._record)
        if batch is None and fact.place:
            return _with(fact, self._record)  # typed when it was entered: the place says so
        return _with(replace(fact, place=_said(edit[0]), raw=fact.shown), edit[0])


def _with(fact: Fact, source: Provenance) -> Fact:
    return replace(fact, channel=source.channel, collector=source.collector, at=source.at)


def _said(source: Provenance) -> str:
    return _("%(way)s %(who)s %(day)s") % {
        "way": _(source.way), "who": source.collector, "day": source.at,
    }  # fmt: skip
