"""Whom a plan is about: tags, tiers and the condition together, one row a customer."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from zhike.formula.tree import Formula
from zhike.playbook.catalogue import customer_formula
from zhike.playbook.per_customer import customer_values
from zhike.playbook.plans import Plan
from zhike.playbook.playbook import Playbook


def customers_of_plan(
    tables: Any, plan: Plan, *, tags: Any, tiers: Any, as_of: date, playbook: Playbook
) -> Any:
    """Return customer_id and the values the plan's condition speaks of (S3-01, S2-26).

    `tags` has customer_id and tag; `tiers` has customer_id, scheme and tier. Raises FormulaRefused
    for unknown names.
    """
    wanted = _wanted(plan, playbook)
    rows = customer_values(tables, wanted, as_of=as_of, playbook=playbook)
    if plan.when:
        rows = rows.filter(rows["_holds"].fill_null(False))
    for tag in plan.tags:
        rows = rows.semi_join(tags.filter(tags.tag == tag), "customer_id")
    for scheme, letters in plan.tiers.items():
        among = tiers.filter((tiers.scheme == scheme) & tiers.tier.isin(letters))
        rows = rows.semi_join(among, "customer_id")
    return rows.select("customer_id", *(name for name in wanted if name != "_holds"))


def _wanted(plan: Plan, playbook: Playbook) -> Mapping[str, Formula]:
    if not plan.when:
        return {}
    condition = customer_formula(playbook, plan.when)
    named = {leaf.label: customer_formula(playbook, leaf.label) for leaf in condition.leaves}
    return {"_holds": condition, **named}
