"""Make customers one, named by the numbers people know them by."""

from django.utils.translation import gettext as _

from zhike.jobs.errand import Answer, Errand
from zhike.records.customer.named import named_by_outside_id
from zhike.records.merge.changes import merge_customers
from zhike.words.problem import Refused

SAID = "合并客户"


def run(errand: Errand, *, survivor: str, others: list[str], why: str = "") -> Answer:
    """Merge `others` into `survivor`; returns the merge's number for unmerge."""
    known = named_by_outside_id(errand.viewer, [survivor, *others])
    missing = [number for number in (survivor, *others) if number not in known]
    if missing:
        raise Refused(
            _("没有编号为 %(missing)s 的客户，或它不在您的范围内。")
            % {"missing": _("、").join(missing)}
        )
    ids = [known[number].id for number in others]
    merge = merge_customers(errand.viewer, known[survivor].id, ids, at=errand.at, why=why)
    return {"merge": merge, "survivor": survivor, "absorbed": others}
