"""What the book says by itself, for the whole book, each team and each person."""

from datetime import date

import polars as pl

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.refresh import refreshed
from zhike.jobs.matching import matched
from zhike.records.finding.scopes import WHOLE, narrow_scopes
from zhike.records.match.same import same_customers
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.findings import Gathered, find_for, gather
from zhike.store.tables import Tables, tables_for
from zhike.words.finding import Finding
from zhike.words.viewer import Sight

SAID = "找出发现"


def run(errand: Errand, *, as_of: str = "") -> Answer:
    """Return what the asker's rows say as of a day (default today); keeps nothing."""
    day = date.fromisoformat(as_of) if as_of else errand.today
    tables = tables_for(Sight(errand.viewer), refreshed(errand))
    found = found_by_scope(errand, tables, as_of=day)[WHOLE]
    return {"findings": [{"title": one.title, "wording": one.wording} for one in found]}


def found_by_scope(
    errand: Errand, tables: Tables, *, as_of: date, tags: pl.DataFrame | None = None
) -> dict[str, list[Finding]]:
    """Return the findings of every scope; the rows are asked once, for the whole book."""
    matched(errand)
    gathered = gather(
        tables,
        matches=same_customers(errand.viewer),
        playbook=active_playbook(),
        as_of=as_of,
        tags=tags,
    )
    whole = find_for(gathered)
    return {WHOLE: whole, **_narrow(errand, gathered, whole)}


def _narrow(errand: Errand, gathered: Gathered, whole: list[Finding]) -> dict[str, list[Finding]]:
    found, scopes = {}, list(narrow_scopes())
    for done, scope in enumerate(scopes):
        errand.tell(done, len(scopes), "找出各团队和各人的发现")
        found[scope.key] = find_for(
            gathered,
            scope.customer_ids,
            whole=whole,
            said=scope.said,
            only_facts=scope.is_one_person,
        )
    return found
