"""Make customers one, named by the numbers people know them by."""

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
        raise Refused(f"没有编号为 {'、'.join(missing)} 的客户，或它不在您的范围内。")
    ids = [known[number].id for number in others]
    merge = merge_customers(errand.viewer, known[survivor].id, ids, at=errand.at, why=why)
    return {"merge": merge, "survivor": survivor, "absorbed": others}
