"""Reading one's own notices."""

from dataclasses import dataclass
from datetime import datetime

from zhike.records.notice.models import Notice
from zhike.words.viewer import Viewer

MOST = 100


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One sentence told to the Viewer that is not done yet."""

    id: int
    text: str
    link: str
    at: datetime
    new: bool


def notices_for(viewer: Viewer) -> list[NoticeRow]:
    """Return what the Viewer was told and has not closed, the newest first."""
    mine = Notice.objects.filter(account_id=viewer.account_id, done_at=None)
    return [
        NoticeRow(row.pk, row.text, row.link, row.at, row.seen_at is None)
        for row in mine.order_by("-at", "-id")[:MOST]
    ]


def unseen(viewer: Viewer) -> int:
    """Count what the Viewer has not looked at yet, for the bell."""
    mine = Notice.objects.filter(account_id=viewer.account_id, done_at=None, seen_at=None)
    return mine.count()
