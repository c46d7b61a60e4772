"""Reading the tags of a customer already looked up with a Viewer."""

from dataclasses import dataclass

from django.db.models import Q

from zhike.records.tag.models import Tag


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag with why it is there."""

    tag: str
    family: str
    origin: str
    evidence: str


def tags_of(customer_id: int, run_id: int | None) -> list[TagRow]:
    """Return hand-set tags and those of the current run, by family."""
    rows = Tag.objects.filter(customer_id=customer_id).filter(
        Q(run_id=run_id, origin="rule") | Q(origin="hand", gone_at__isnull=True)
    )
    found = rows.order_by("origin", "family", "tag")
    return [TagRow(row.tag, row.family, row.origin, row.evidence) for row in found]
