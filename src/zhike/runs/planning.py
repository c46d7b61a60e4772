"""A plan of the playbook turned into drafts of tasks."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import ibis

from zhike.act.plans import customers_of_plan
from zhike.act.tasks import TaskDraft, draft_tasks
from zhike.analyse.scores import score
from zhike.playbook.plans import Plan
from zhike.playbook.playbook import Playbook
from zhike.playbook.tagging import TagRule
from zhike.store.tables import Tables
from zhike.tag.rules import tag_customers


def plan_tasks(tables: Tables, *, playbook: Playbook, plan: str, as_of: date) -> list[TaskDraft]:
    """Return a draft for every customer a plan is about, among those the tables show."""
    chosen = playbook.plan(plan)
    tags = tag_customers(tables, playbook=_for_tags(playbook, chosen.tags), as_of=as_of)
    tiers = _tiers(tables, chosen, playbook, as_of)
    rows = customers_of_plan(tables, chosen, tags=tags, tiers=tiers, as_of=as_of, playbook=playbook)
    return draft_tasks(tables.run(rows.order_by("customer_id")).to_pylist(), chosen, as_of=as_of)


def _for_tags(playbook: Playbook, tags: Sequence[str]) -> Playbook:
    """Return the playbook with only the rules that can give these tags: the others cost time."""
    wanted = set(tags)
    rules = [rule for rule in playbook.tags if rule.attribute or wanted & _given_by(rule)]
    return playbook.revised(tags=tuple(rules))


def _given_by(rule: TagRule) -> set[str]:
    return {rule.tag} | {band.word for band in rule.bands} | {top.word for top in rule.tops}


def _tiers(tables: Tables, plan: Plan, playbook: Playbook, as_of: date) -> Any:
    """Return the tiers of the schemes a plan asks for, or None when it asks for none."""
    models = [model for model in playbook.score_models if model.scheme in plan.tiers]
    parts = [
        score(tables, model, as_of=as_of, playbook=playbook).select("customer_id", "scheme", "tier")
        for model in models
    ]
    return ibis.union(*parts) if len(parts) > 1 else next(iter(parts), None)
