"""Reading attachments: only of records the Viewer may see."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.attachment.models import Attachment
from zhike.records.customer.scope import NotYours, customers_for
from zhike.records.entry.rights import rows_for
from zhike.records.filing import store
from zhike.records.home import Home
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

NOUNS = ("customers", "interactions", "cases", "contracts", "activities")
"""The kinds of record that may carry files."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One file as a list shows it."""

    id: int
    name: str
    suffix: str
    size: int
    by: str
    at: datetime
    noun: str
    record_id: int

    @property
    def size_said(self) -> str:
        """Return the size in KB or MB."""
        mega = self.size / (1 << 20)
        return f"{mega:.1f} MB" if mega >= 1 else f"{max(1, round(self.size / 1024))} KB"


def attachments_of(viewer: Viewer, noun: str, record_id: int) -> list[AttachmentRow]:
    """Return the files of one record, none where the Viewer does not see it."""
    if not rows_for(viewer, noun).filter(pk=record_id).exists():
        return []
    rows = Attachment.objects.filter(noun=noun, record_id=record_id, gone_at=None)
    return [_row(row) for row in rows.select_related("by").order_by("-at", "-id")]


def files_of_customer(viewer: Viewer, customer_id: int) -> list[AttachmentRow]:
    """Return all files about a customer, also those of its follow-ups, cases and contracts."""
    if not customers_for(viewer).filter(pk=customer_id).exists():
        return []
    rows = Attachment.objects.filter(customer_id=customer_id, gone_at=None)
    return [_row(row) for row in rows.select_related("by").order_by("-at", "-id")]


def attachment_row(viewer: Viewer, attachment_id: int, *, gone: bool = False) -> Attachment:
    """Return one attachment of a record the Viewer sees; raises NotYours otherwise."""
    row = Attachment.objects.filter(pk=attachment_id, gone_at__isnull=not gone).first()
    if row is None or not _is_seen(viewer, row):
        raise NotYours(_("没有这个附件，或它不在您的范围内。"))
    return row


def _is_seen(viewer: Viewer, row: Attachment) -> bool:
    if row.customer_id is not None and row.noun == "customers":
        return customers_for(viewer).filter(pk=row.customer_id).exists()
    seen: bool = rows_for(viewer, row.noun).filter(pk=row.record_id).exists()
    return seen


def file_of(viewer: Viewer, attachment_id: int, *, home: Home) -> tuple[Path, str]:
    """Return where a file lies and what it is called; refuses when it is lost."""
    row = attachment_row(viewer, attachment_id)
    path = store.place_of(home, row.sha256)
    if not path.is_file():
        raise Refused(
            _("%(name)s 的内容不在数据目录里了；请从备份恢复 %(folder)s。")
            % {"name": row.name, "folder": path.parent}
        )
    return path, row.name


def _row(row: Attachment) -> AttachmentRow:
    by: Any = row.by
    return AttachmentRow(
        row.pk, row.name, row.suffix, row.size, by.name if by else "", row.at, row.noun,
        row.record_id,
    )  # fmt: skip
