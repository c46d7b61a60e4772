"""Take the events of one call back; the rest of that day of the source stays."""

from django.utils.translation import gettext as _

from zhike.jobs.errand import Answer, Errand
from zhike.records.event.calls import take_call_back
from zhike.words.problem import Refused

SAID = "撤销一次行为"


def run(errand: Errand, *, call: int) -> Answer:
    """Undo one call of events; returns `batch`, `call`, how many `rows` went and are `left`."""
    if not errand.viewer.can("undo") and not errand.viewer.can("import"):
        raise Refused(_("您的角色不能撤销导入，请找管理员。"))
    gone = take_call_back(errand.viewer, call, home=errand.home, at=errand.at)
    return {"batch": gone.batch, "call": call, "rows": gone.rows, "left": gone.left}
