"""Reckon what stands under the heads of a printed table, within the asker's rows."""

from typing import Any

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.refresh import refreshed
from zhike.playbook.playbook import Playbook
from zhike.playbook.printed import Print, print_named
from zhike.records.customer.scope import customers_for, sight_for
from zhike.records.handout.standing import standing_of
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.table_figures import figures_of
from zhike.store.tables import tables_for
from zhike.words.period import Period

SAID = "核对算出的列"
Reckoned = dict[str, dict[int, Any]]  # by head, then by customer


def run(errand: Errand, *, table: str) -> Answer:
    """Return `figures` by head and customer id, for every customer the asker may see."""
    playbook = active_playbook()
    ids = list(customers_for(errand.viewer).order_by("pk").values_list("pk", flat=True))
    one = print_named(playbook, table)
    return {"figures": reckoned_for(errand, one, ids, playbook=playbook)}


def reckoned_for(
    errand: Errand, one: Print, customer_ids: list[int], *, playbook: Playbook, period: str = ""
) -> Reckoned:
    """Return what is reckoned under a table's heads for customers the Viewer may see."""
    found: Reckoned = {}
    if one.is_reckoned:
        tables = tables_for(sight_for(errand.viewer), refreshed(errand))
        span = Period.parse(period) if period else None
        found |= figures_of(one, tables, playbook=playbook, as_of=errand.today, period=span)
    said = standing_of(one, customer_ids, playbook=playbook)
    return found | {head: values for head, values in said.items() if values}
