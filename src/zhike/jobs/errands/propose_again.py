"""Read a waiting batch's files once more, with columns or choices changed by hand."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.propose_import import Asked, made_with, propose_files, summary_of
from zhike.records.batch.lookups import batch_for, proposed_with
from zhike.records.intake.changes import keep_anew
from zhike.words.problem import Refused

SAID = "按新的对应重新检查"


def run(
    errand: Errand, *, batch: int, mapping: Mapping[str, str], create_customers: bool = False
) -> Answer:
    """Keep the proposal as it is judged now in place of the older one; writes no customer data."""
    if not errand.viewer.can("import"):
        raise Refused(_("您的角色不能导入数据，请找管理员。"))
    if batch_for(errand.viewer, batch).state != "待确认":
        raise Refused(
            _("批次 %(batch)s 已经处理过了，不能再改列的对应；请先撤销再导入一次。")
            % {"batch": batch}
        )
    errand.tell(0, 2, SAID)
    about = proposed_with(errand.viewer, batch)
    asked = Asked(about["kind"], dict(mapping), create_customers)
    made = made_with(about["paths"], asked)
    proposal = propose_files(errand, about["paths"], asked=asked)
    errand.tell(1, 2, "保存预览")
    keep_anew(batch, proposal, home=errand.home, about=made)
    return summary_of(batch, proposal)
