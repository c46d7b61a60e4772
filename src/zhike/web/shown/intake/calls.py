"""The calls that brought a batch's events, as lines one of which may be taken back."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.records.batch.lookups import BatchRow
from zhike.records.event.calls import calls_of_batch
from zhike.words.viewer import Viewer
from zhike.words.wording import count

SHOWN = 10


def calls_shown(viewer: Viewer, batch: BatchRow) -> list[dict[str, Any]]:
    """Return the newest calls of a batch of events; none of any other batch."""
    if batch.state != "已接收":
        return []
    found = calls_of_batch(viewer, batch.id, home=settings.HOME, most=SHOWN)
    return [{"id": one.id, "said": _said(one.at, one.rows)} for one in found if one.rows]


def _said(at: str, rows: int) -> str:
    when = timezone.localtime(datetime.fromisoformat(at))
    return _("%(when)s 提交 %(rows)s 条") % {"when": f"{when:%m-%d %H:%M:%S}", "rows": count(rows)}
