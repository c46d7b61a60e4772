"""What somebody typed when a customer was entered by hand: its facts point at it (S3-44)."""

from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from zhike.records.customer.models import Customer
from zhike.records.history.models import HistoryLine
from zhike.records.portrait.fact import COLUMNS, Fact
from zhike.words.field import FieldSpec
from zhike.words.wording import NOTHING

ENTERED = "录入客户"


@dataclass(frozen=True, slots=True)
class Typed:
    """Who entered the customer when, what was kept then, and the words where they differ."""

    place: str = ""
    kept: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)

    def fact(self, spec: FieldSpec, shown: str, customer: Customer) -> Fact:
        """Return a field with where it comes from, unless it was changed since."""
        names = COLUMNS.get(spec.name, {spec.name})
        told = [name for name in sorted(names) if name in self.kept]
        now = customer.own if spec.own else customer
        still = all(str(_value(now, name)) == str(self.kept[name]) for name in told)
        if shown == NOTHING or not told or not still:
            return Fact(spec.label, shown)
        return Fact(spec.label, shown, self.place, self.raw.get(spec.path, shown))


def _value(row: Any, name: str) -> Any:
    return row.get(name) if isinstance(row, dict) else getattr(row, name)


def typed_of(customer: Customer) -> Typed:
    """Return what was typed when a customer was entered; nothing for one that was imported."""
    lines = HistoryLine.objects.filter(customer=customer, action=ENTERED).select_related("by")
    line = lines.order_by("id").first()
    if line is None:
        return Typed()
    day = line.at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    who = line.by.name if line.by else ""
    kept = dict(line.after or {})
    return Typed(
        _("手工录入 %(who)s %(day)s") % {"who": who, "day": day}, kept, kept.pop("raw", {})
    )
