"""What was handed in by public forms, read over HTTP."""

from dataclasses import asdict
from typing import Any, Literal

from ninja import Router

from zhike.jobs.errands.check_hand_ins import as_told
from zhike.jobs.run import run_now
from zhike.records.handin.lookups import HandInRow, counts_for, hand_ins_for
from zhike.web.door import Asked
from zhike.web.shown.waiting import masked_values

router = Router(tags=["表单"])
MOST = 200


@router.get("/hand-ins", summary="收到的表单")
def hand_ins(
    request: Asked,
    state: Literal["待收", "已收", "已退", "垃圾"] = "待收",
    form: int | None = None,
    page: int = 1,
    size: int = 50,
) -> dict[str, Any]:
    """Return hand-ins the asker may see; those that wait with what taking them in would do.

    Phones, names and the like are masked.
    """
    size = min(max(size, 1), MOST)
    rows = hand_ins_for(request.viewer, state=state, form_id=form, page=(max(page, 1), size))
    told: dict[int, Any] = {}
    if state == "待收" and rows:
        told = run_now("check_hand_ins", request.viewer, ids=[row.id for row in rows])["rows"]
    return {
        "total": counts_for(request.viewer, form_id=form)[state],
        "hand_ins": [
            _plain(row) | (as_told(told[row.id]) if row.id in told else {}) for row in rows
        ],
    }


def _plain(row: HandInRow) -> dict[str, Any]:
    return asdict(row) | {"values": masked_values(row.values)}
