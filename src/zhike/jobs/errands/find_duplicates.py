"""Find customers that may be the same, by what is exactly equal."""

from zhike.clean.duplicates import duplicates_json, exact_pairs
from zhike.jobs.errand import Answer, Errand
from zhike.records.listing.lookups import outside_ids
from zhike.records.listing.matching import matching_rows

SAID = "查找重复客户"


def run(errand: Errand) -> Answer:
    """Return pairs and groups within the asker's rows (shape of DESIGN §7)."""
    pairs = exact_pairs(matching_rows(errand.viewer))
    return duplicates_json(pairs, outside_ids(errand.viewer))
