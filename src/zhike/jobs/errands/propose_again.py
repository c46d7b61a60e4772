"""Judge a waiting batch once more, with columns, choices or cells changed by hand."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from zhike.jobs.again import Said, judged_again
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.propose_import import summary_of
from zhike.records.batch.lookups import batch_for, proposed_with
from zhike.records.intake.mended import check_patch
from zhike.words.problem import Refused

SAID = "按新的对应重新检查"


def run(
    errand: Errand,
    *,
    batch: int,
    mapping: Mapping[str, str] | None = None,
    create_customers: bool | None = None,
    mending: Mapping[str, Any] | None = None,
    whole: bool = False,
) -> Answer:
    """Keep the proposal as it is judged now in place of the older one; writes no customer data.

    What is not given stays as it was said before. `mending` is laid over what was mended (shape of
    `Mending.to_json`, None takes an entry out), or with `whole` put in its place; the answer's
    `before` gives back what was.
    """
    if not errand.viewer.can("import"):
        raise Refused(_("您的角色不能导入数据，请找管理员。"))
    if batch_for(errand.viewer, batch).state != "待确认":
        raise Refused(
            _("批次 %(batch)s 已经处理过了，不能再改列的对应；请先撤销再导入一次。")
            % {"batch": batch}
        )
    errand.tell(0, 2, SAID)
    check_patch(errand.viewer, mending or {})
    before = proposed_with(errand.viewer, batch).get("mending") or {}
    said = Said(mapping, create_customers, mending, whole)
    proposal = judged_again(errand, batch, said=said)
    return {**summary_of(batch, proposal), "before": before}
