"""Take an accepted batch back."""

from django.utils.translation import gettext as _

from zhike.jobs.errand import Answer, Errand
from zhike.records.batch.lookups import batch_for
from zhike.records.event.stream import take_back
from zhike.records.intake.changes import undo_batch
from zhike.words.problem import Refused

SAID = "撤销导入"


def run(errand: Errand, *, batch: int) -> Answer:
    """Undo a batch; `left` lists what had to stay and why."""
    if not errand.viewer.can("undo") and not errand.viewer.can("import"):
        raise Refused(_("您的角色不能撤销导入，请找管理员。"))
    batch_for(errand.viewer, batch)
    take_back(batch, home=errand.home, at=errand.at)
    left = undo_batch(
        batch, home=errand.home, by=errand.viewer.account_id, at=errand.at, progress=errand.tell
    )
    return {"batch": batch, "left": left}
