"""文件 — 列 — 问题 — 预览 — 完成: where a batch stands, and what each step looks at."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from zhike.records.batch.lookups import BatchRow
from zhike.web.shown.intake.words import state_said

STEPS = {
    "files": gettext_lazy("文件"),
    "columns": gettext_lazy("列"),
    "problems": gettext_lazy("问题"),
    "preview": gettext_lazy("预览"),
    "done": gettext_lazy("完成"),
}
LOOKS = {
    "files": gettext_lazy("看一眼：读到了哪些表、各是什么、从哪里来。还什么都没有写入。"),
    "columns": gettext_lazy("看一眼：每一列读作什么。左边是原样，右边可以改。"),
    "problems": gettext_lazy("同一个原因只改一次；改完一处，数字马上跟着变。原表不会被改动。"),
    "preview": gettext_lazy(
        "最后一眼：会新增什么、会改掉什么。按下导入才写入，写入后也能整批撤销。"
    ),
}


def steps(batch: BatchRow, here: str) -> list[dict[str, Any]]:
    """Return the five steps as parts/steps.html shows them; a waiting batch may go to any."""
    waits, names = batch.state == "待确认", list(STEPS)
    return [
        {
            "label": STEPS[step] if waits or step != "done" else state_said(batch.state),
            "state": _state(names.index(step), names.index(here)),
            "url": address(batch.id, step) if waits and step not in (here, "done") else "",
        }
        for step in names
    ]


def _state(place: int, here: int) -> str:
    return "now" if place == here else "done" if place < here else "later"


def address(batch_id: int, step: str) -> str:
    """Return where a step of a batch is."""
    return reverse(f"collect_{step}", args=[batch_id])
