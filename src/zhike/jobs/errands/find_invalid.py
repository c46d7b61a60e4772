"""Find customers that may be none: false phones, names that only fill a cell, other industries."""

import polars as pl

from zhike.clean.invalid_rows import find_invalid, invalid_rules
from zhike.jobs.errand import Answer, Errand
from zhike.records.customer.scope import seen_among
from zhike.records.made_once import made_once
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.set_aside.suspects import suspect_rows
from zhike.records.verification.how import digest_of
from zhike.records.verification.lookups import settled_doubts

SAID = "查找无效客户"


def run(errand: Errand) -> Answer:
    """Return `rules` (id, said, does, found), where `found` is {customer id: the sentence} (S0-14).

    Within the asker's rows; what a person said is right after all is not found again.
    """
    told = active_playbook().invalid
    doubts = made_once(
        ("invalid", told), lambda: find_invalid(suspect_rows(home=errand.home), told)
    )
    doubts = doubts.filter(pl.col("id").is_in(seen_among(errand.viewer, doubts["id"])))
    settled = settled_doubts([rule.id for rule in invalid_rules()])
    found: dict[str, dict[int, str]] = {rule.id: {} for rule in invalid_rules()}
    for customer_id, rule, why in doubts.iter_rows():
        if (customer_id, rule, digest_of(why)) not in settled:
            found[rule][customer_id] = why
    return {
        "rules": [
            {"id": rule.id, "said": rule.said, "does": rule.does, "found": found[rule.id]}
            for rule in invalid_rules()
        ]
    }
