"""The customers that may be the same, as the last comparison found them."""

from collections.abc import Mapping
from typing import Any

from zhike.clean.matching.own_rules import SAID as SAID_OF_RULE
from zhike.jobs.errand import Answer, Errand
from zhike.records.listing.lookups import outside_ids
from zhike.records.match.found import RULE, Pair
from zhike.records.match.lookups import pairs_for, sure_groups, where_compared

SAID = "查看疑似重复"


def run(errand: Errand) -> Answer:
    """Return pairs and groups within the asker's rows (shape of DESIGN §7), and when they were
    found; nothing is compared here, that is the errand find_matches.
    """
    names, stood = outside_ids(errand.viewer), where_compared()
    return {
        "pairs": [_line(pair, names) for pair in pairs_for(errand.viewer)],
        "groups": [[names[one] for one in ids] for ids in sure_groups(errand.viewer)],
        "compared_at": stood.at.isoformat() if stood else None,
        "behind": stood is None or stood.behind,
    }


def _line(pair: Pair, names: Mapping[int, str]) -> dict[str, Any]:
    """Return a pair; a person's word that two are related stands before what was found."""
    told = [(one.what, one.weight, one.said) for one in pair.evidence]
    told += [(RULE, 0.0, SAID_OF_RULE.format(name)) for name in pair.rules]
    return {
        "a": names[pair.a],
        "b": names[pair.b],
        "weight": round(pair.weight, 6),
        "probability": round(pair.probability, 6),
        "verdict": "related" if pair.said == "有关联" else pair.verdict,
        "relation": pair.relation,
        "veto": pair.veto,
        "start": pair.start_bits,
        "evidence": [{"what": w, "weight": bits, "said": said} for w, bits, said in told],
    }
