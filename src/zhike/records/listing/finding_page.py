"""Why one finding says what it says, with the records behind it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhike.records.customer.scope import customers_for
from zhike.records.finding.lookups import FindingRow, Names, finding_of
from zhike.records.listing.behind import Said, said_for
from zhike.records.listing.counted import BehindRow, counted_rows
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class FindingPage:
    """Why a finding says what it says."""

    row: FindingRow
    definition: str
    test: str
    behind: list[BehindRow]
    counted: list[BehindRow]  # the orders or lines it was counted from, the newest first
    counted_in_all: int
    token: int
    playbook_version: str
    made_at: datetime
    tasks: int = 0
    hidden: int = 0


def finding_for(viewer: Viewer, finding_id: int) -> FindingPage:
    """Return one finding with all that stands behind it; raises NotYours outside the scope."""
    kept, row, names = finding_of(viewer, finding_id)
    behind = [one for one in kept.content["behind"] if one["customer_id"] in names.customers]
    kept_tasks: Any = kept
    tasks = kept_tasks.tasks.filter(customer__in=customers_for(viewer))
    counted, in_all = counted_rows(viewer, row.customer_ids, kept.content.get("reach"))
    return FindingPage(
        row=row,
        definition=kept.content["definition"],
        test="" if row.is_outside else kept.content["tested"]["said"],
        behind=_behind(viewer, behind, names),
        counted=counted,
        counted_in_all=in_all,
        token=kept.run.token,
        playbook_version=kept.run.playbook_version,
        made_at=kept.run.made_at,
        tasks=tasks.exclude(state="取消").count(),
        hidden=len(kept.content["behind"]) - len(behind),
    )


def _behind(viewer: Viewer, rows: list[dict[str, Any]], names: Names) -> list[BehindRow]:
    said: dict[tuple[str, int], Said] = {}
    for noun in {row["noun"] for row in rows}:
        ids = [row["id"] for row in rows if row["noun"] == noun]
        said |= {(noun, key): value for key, value in said_for(viewer, noun, ids).items()}
    return [
        BehindRow(
            customer_id=row["customer_id"],
            customer=names.customers[row["customer_id"]].name,
            noun=row["noun"],
            record=said.get((row["noun"], row["id"]), Said()).text,
            said=row["said"],
            place=said.get((row["noun"], row["id"]), Said()).place,
        )
        for row in rows
    ]
