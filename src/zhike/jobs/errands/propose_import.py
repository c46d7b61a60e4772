"""Read files and keep what would be written as a batch that waits; writes no customer data."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zhike.collect.mapping import read_map
from zhike.jobs.errand import Answer, Errand
from zhike.records.account.lookups import owners_by_name
from zhike.records.batch.changes import open_batch
from zhike.records.batch.known import known_rows
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.revision.lookups import current_token
from zhike.runs.intake import Kept, Known, Wish, propose, read_files
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal

SAID = "读取并检查文件"


def run(
    errand: Errand,
    *,
    paths: Sequence[str],
    kind: str = "",
    mapping: str = "",
    create_customers: bool = False,
) -> Answer:
    """Keep the proposal of some files as a waiting batch; returns `batch`, counts and problems."""
    if not errand.viewer.can("import"):
        raise Refused("您的角色不能导入数据，请找管理员。")
    errand.tell(0, 2, SAID)
    proposal = propose_files(
        errand, paths, kind=kind, mapping=mapping, create_customers=create_customers
    )
    errand.tell(1, 2, "保存预览")
    batch_id = open_batch(
        proposal,
        home=errand.home,
        playbook_version=active_playbook().version,
        about={
            "paths": [str(path) for path in paths],
            "kind": kind,
            "mapping": mapping,
            "create_customers": create_customers,
            "token": current_token(),
        },
        by=errand.viewer.account_id,
        at=errand.at,
    )
    return summary_of(batch_id, proposal)


def propose_files(
    errand: Errand, paths: Sequence[str], *, kind: str, mapping: str, create_customers: bool
) -> Proposal:
    """Return what an intake of these files would do, against what is kept now."""
    playbook = active_playbook()
    columns = read_map(mapping) if mapping else None
    return propose(
        read_files([Path(path) for path in paths], playbook=playbook, columns=columns),
        playbook=playbook,
        kept=Kept(_known_to(errand), owners_by_name()),
        wish=Wish(kind or None, columns, create_customers),
    )


def _known_to(errand: Errand) -> Known:
    return lambda noun, identities: known_rows(errand.viewer, noun, identities)


def summary_of(batch_id: int, proposal: Proposal) -> Answer:
    """Return the shape scripts rely on (DESIGN §7)."""
    shown = ["file", "sheet", "row", "column", "value", "rule", "message"]
    problems: list[dict[str, Any]] = proposal.problems.select(shown).to_dicts()
    return {"batch": batch_id, **proposal.fates, "problems": problems}
