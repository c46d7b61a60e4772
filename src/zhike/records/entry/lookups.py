"""One kept record as a form shows it again."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.entry.rights import of_customer, row_for
from zhike.records.intake.nouns import NOUNS
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Kept:
    """A record with its stored values by column (own fields among them) and an order's lines."""

    noun: str
    id: int
    customer_id: int | None  # None for a record of the house
    customer: str
    rev: int
    by_hand: bool
    values: dict[str, Any]
    lines: list[dict[str, Any]] = field(default_factory=list)


def kept_for(viewer: Viewer, noun: str, record_id: int) -> Kept:
    """Return one record of the Viewer's customers; raises NotYours otherwise."""
    row = row_for(viewer, noun, record_id)
    owner = row if noun == "customers" else row.customer if of_customer(noun) else None
    lines = row.lines.filter(gone_at__isnull=True).order_by("id") if noun == "orders" else ()
    return Kept(
        noun=noun,
        id=row.pk,
        customer_id=owner.pk if owner else None,
        customer=(owner.name or _("（待补充名称）")) if owner else str(row),
        rev=row.rev,
        by_hand=row.born_batch_id is None,
        values=_values(noun, row),
        lines=[_values("order_lines", line) for line in lines],
    )


def _values(noun: str, row: Any) -> dict[str, Any]:
    kept: dict[str, Any] = {name: getattr(row, name) for name in NOUNS[noun].columns}
    return kept | dict(row.own)
