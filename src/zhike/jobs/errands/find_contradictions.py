"""Find what contradicts itself: days, sums and amounts that cannot be right, or hardly are."""

import polars as pl

from zhike.clean.contradicted import contradicted, contradiction_rules
from zhike.clean.contradictions.amount_out_of_line import LEAST, small_teams
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.refresh import refreshed
from zhike.records.customer.scope import seen_among, sight_for
from zhike.records.made_once import made_once
from zhike.records.verification.how import digest_of
from zhike.records.verification.lookups import settled_doubts
from zhike.store.tables import tables_for
from zhike.words.viewer import Sight

SAID = "查找矛盾"


def run(errand: Errand) -> Answer:
    """Return `rules` (id, said, severity, found) with finds (customer_id, noun, record_id, said).

    Within the asker's rows, teams compared over the whole book; `unjudged` says how many teams have
    too few orders for theirs. What a person said is right after all is not found again.
    """
    manifest = refreshed(errand)
    whole = tables_for(Sight(errand.viewer), manifest)
    key = ("contradictions", manifest.token, errand.today)
    found = made_once(key, lambda: contradicted(whole, as_of=errand.today))
    rows = found.filter(
        pl.col("customer_id").is_in(seen_among(errand.viewer, found["customer_id"]))
    )
    rules = contradiction_rules()
    settled = settled_doubts([rule.id for rule in rules])
    by_rule: dict[str, list[dict[str, object]]] = {rule.id: [] for rule in rules}
    for row in rows.iter_rows(named=True):
        if (row["customer_id"], row["rule"], digest_of(row["said"])) not in settled:
            by_rule[row["rule"]].append(row)
    mine = tables_for(sight_for(errand.viewer), manifest)
    return {
        "rules": [
            {"id": rule.id, "said": rule.said, "severity": rule.severity, "found": by_rule[rule.id]}
            for rule in rules
        ],
        "unjudged": mine.run(small_teams(mine)).num_rows,
        "least": LEAST,
    }
