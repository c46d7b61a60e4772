"""The groups of customers a person goes through, the most money first."""

from zhike.clean.duplicates import apart_of, exact_pairs, match_groups, settled_pairs
from zhike.clean.same_groups import same_groups
from zhike.jobs.errand import Answer, Errand
from zhike.records.customer.named import named_for
from zhike.records.listing.matching import matching_rows
from zhike.records.merge.lookups import amounts_of, judged_among

SAID = "整理重复客户"


def run(errand: Errand) -> Answer:
    """Return `groups` (ids, names, is_sure, later, evidence, amount_fen), the most money first.

    Those put off come last. The amount is what all of a group bought in the last 12 months, by the
    current analysis.
    """
    rows = matching_rows(errand.viewer)
    judged = judged_among(rows["id"].to_list())
    pairs = settled_pairs(exact_pairs(rows), judged)
    groups = match_groups(pairs, same_groups(rows, apart=apart_of(judged)))
    ids = [one for group in groups for one in group["ids"]]
    amounts, names = amounts_of(ids), named_for(errand.viewer, ids)
    for group in groups:
        group["amount_fen"] = sum(amounts.get(one) or 0 for one in group["ids"])
        group["names"] = [names[one].name for one in group["ids"] if one in names]
    groups.sort(key=lambda g: (g["later"], -g["amount_fen"], g["ids"]))
    return {"groups": groups}
