"""The groups of customers a person goes through, the most money first."""

from zhike.clean.duplicates import match_groups
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.find_duplicates import pairs_of
from zhike.records.customer.named import named_for
from zhike.records.merge.lookups import amounts_of

SAID = "整理重复客户"


def run(errand: Errand) -> Answer:
    """Return `groups` (ids, names, is_sure, later, evidence, amount_fen), put off ones last.

    The amount is what all of a group bought in the last 12 months by the current analysis.
    """
    groups = match_groups(pairs_of(errand))
    ids = [one for group in groups for one in group["ids"]]
    amounts, names = amounts_of(ids), named_for(errand.viewer, ids)
    for group in groups:
        group["amount_fen"] = sum(amounts.get(one) or 0 for one in group["ids"])
        group["names"] = [names[one].name for one in group["ids"] if one in names]
    groups.sort(key=lambda g: (g["later"], not g["is_sure"], -g["amount_fen"], g["ids"]))
    return {"groups": groups}
