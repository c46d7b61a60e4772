"""The whole pass: standings, scores, tiers and tags over the whole book."""

from datetime import date
from typing import Any

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.find_findings import found_by_scope
from zhike.jobs.errands.find_matches import compare
from zhike.jobs.errands.keep_quality import keep_today
from zhike.jobs.errands.refresh import refreshed
from zhike.records.finding.changes import forget_findings, keep_findings
from zhike.records.finding.lookups import findings_for
from zhike.records.listing.lookups import outside_ids
from zhike.records.match.gathering import weigh_again
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.score.changes import keep_run
from zhike.runs.review import Review, review
from zhike.store.tables import tables_for
from zhike.words.stamp import Stamp
from zhike.words.viewer import Sight

SAID = "分析客户"


def run(errand: Errand, *, as_of: str = "", customers: bool = False) -> Answer:
    """Analyse the book as of a day (default today) and keep the results as the current run.

    Customers are compared first: what counts once is known by then.
    """
    day = date.fromisoformat(as_of) if as_of else errand.today
    compare(errand)
    manifest, playbook = refreshed(errand), active_playbook()
    errand.tell(0, 3, "计算分层、评分与标签")
    tables = tables_for(Sight(errand.viewer), manifest)
    found = review(tables, playbook=playbook, as_of=day)
    errand.tell(1, 3, "找出发现")
    findings = found_by_scope(errand, tables, as_of=day, tags=found.frames()["tags"])
    errand.tell(2, 3, "保存结果")
    run_id = keep_run(
        found.frames(),
        stamp=Stamp(day, manifest.token, playbook.version),
        summary=found.summary,
        by=errand.viewer.account_id,
        at=errand.at,
        progress=errand.tell,
        beside=lambda run: keep_findings(run, findings),
    )
    forget_findings(before=run_id)
    weigh_again()
    keep_today(errand, manifest)
    answer = found.summary | {"findings": _findings(errand)}
    return answer | ({"customers": _people(errand, found)} if customers else {})


def _findings(errand: Errand) -> list[dict[str, Any]]:
    """Return the findings of the asker's scope, what nothing may be concluded from last."""
    rows = [*findings_for(errand.viewer), *findings_for(errand.viewer, refused=True)]
    names = outside_ids(errand.viewer, sorted({one for row in rows for one in row.customer_ids}))
    return [row.as_json(names) for row in rows]


def _people(errand: Errand, found: Review) -> list[dict[str, Any]]:
    """Return each customer's results within the asker's rows, under the ids people know."""
    names = outside_ids(errand.viewer)
    rows = (row for row in found.customers() if row["id"] in names)
    return [row | {"id": names[row["id"]]} for row in rows]
