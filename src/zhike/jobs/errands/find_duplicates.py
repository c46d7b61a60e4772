"""Find customers that may be the same, by what is exactly equal."""

from zhike.clean.duplicates import duplicates_json, exact_pairs, settled_pairs
from zhike.jobs.errand import Answer, Errand
from zhike.records.listing.lookups import outside_ids
from zhike.records.listing.matching import matching_rows
from zhike.records.merge.lookups import judged_among

SAID = "查找重复客户"


def run(errand: Errand) -> Answer:
    """Return pairs and groups within the asker's rows (shape of DESIGN §7)."""
    rows = matching_rows(errand.viewer)
    pairs = settled_pairs(exact_pairs(rows), judged_among(rows["id"].to_list()))
    return duplicates_json(pairs, outside_ids(errand.viewer))
