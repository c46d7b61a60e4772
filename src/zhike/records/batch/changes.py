"""Writing what is said about a batch as a whole."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.playbook.channels import standard_channel
from zhike.records.batch.lookups import batch_for
from zhike.records.batch.models import Batch
from zhike.records.batch.source import insist_source
from zhike.records.history.changes import write_line
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

WAITING = "待确认"


@transaction.atomic
def say_source(  # noqa: PLR0913 - the five things a source is
    viewer: Viewer,
    batch_id: int,
    *,
    channel: str = "",
    collector: str = "",
    collected_on: date | None = None,
    lawful_source: str = "",
    consent: str = "",
    at: datetime,
) -> None:
    """Say where a waiting batch came from (S0-12); refuses what may not be taken in at all.

    Rows are judged by it from the next time the batch is proposed again.
    """
    batch_for(viewer, batch_id)
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    if batch.state != WAITING:
        raise Refused(
            _("批次 %(batch_id)s 已经处理过了，来源不能再改；请先撤销再导入一次。")
            % {"batch_id": batch_id}
        )
    said = {
        "channel": standard_channel(active_playbook(), channel),
        "collector": collector.strip(),
        "collected_on": collected_on,
        "lawful_source": lawful_source.strip(),
        "consent": consent.strip(),
    }
    before = {name: getattr(batch, name) for name in said}
    Batch.objects.filter(pk=batch_id).update(**said)
    insist_source(batch_id)
    if said != before:
        write_line(
            "说明来源", "batch", batch_id, by=viewer.account_id, at=at, before=before, after=said
        )
