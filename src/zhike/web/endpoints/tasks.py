"""Tasks over HTTP."""

from dataclasses import asdict
from typing import Any, Literal

from ninja import Router

from zhike.records.task.lookups import tasks_for
from zhike.web.door import Asked

router = Router(tags=["任务"])


@router.get("/tasks", summary="任务")
def tasks(
    request: Asked, state: Literal["待办", "完成", "取消"] = "待办", mine: bool = False
) -> dict[str, Any]:
    """Return tasks about customers the asker may see, the most urgent first."""
    return {"tasks": [asdict(task) for task in tasks_for(request.viewer, state=state, mine=mine)]}
