"""Long work as parts/progress.html shows it: what happens, how far, how long still."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.records.job.lookups import JobRow
from zhike.records.said import said as known

STATES = {"排队": "running", "进行": "running", "完成": "done", "失败": "failed"}
RESULTS = {  # where an errand's result is seen: page, and the key of its answer
    "propose_import": ("collect_batch", "batch"),
    "propose_again": ("collect_batch", "batch"),
    "accept_import": ("collect_batch", "batch"),
    "undo_import": ("collect_batch", "batch"),
    "make_report": ("report_made", "report"),
    "export_table": ("table_made", "made"),
    "analyse": ("analyse", ""),
}
SAID = {
    "propose_import": gettext_lazy("读取并检查文件"),
    "propose_again": gettext_lazy("按新的对应重新检查"),
    "accept_import": gettext_lazy("写入数据"),
    "undo_import": gettext_lazy("撤销导入"),
    "analyse": gettext_lazy("分析客户"),
    "refresh": gettext_lazy("刷新分析表"),
    "make_report": gettext_lazy("制作报表"),
    "export_table": gettext_lazy("导出表格"),
    "make_tasks": gettext_lazy("建立任务"),
    "read_again": gettext_lazy("按现在的规则重读"),
}


def said_of(job: JobRow) -> str:
    """Return what an errand does, in words."""
    return str(SAID.get(job.errand, _("处理")))


def working(job: JobRow, *, now: datetime, then: str = "") -> dict[str, Any]:
    """Return the bar of an errand; `then` is where it leads instead of to its own result."""
    said = said_of(job)
    state = STATES.get(job.state, "cancelled")
    running = state == "running"
    text = job.trouble or (
        _("%(said)s，完成") % {"said": said}
        if state == "done"
        else _("%(said)s：%(state)s") % {"said": said, "state": known(job.state)}
    )
    if running:
        text = known(job.said) or (_("排队等待，马上开始") if job.state == "排队" else said)
    return {
        "text": text,
        "share": job.share if job.total else None,
        "left": _left(job, now) if running else "",
        "state": state,
        "url": reverse("job", args=[job.id]) + (f"?{urlencode({'next': then})}" if then else ""),
        "cancel_url": reverse("job_cancel", args=[job.id]),
        "result_url": then if then and state == "done" else result_url(job),
    }


def _left(job: JobRow, now: datetime) -> str:
    gone = (now - job.asked_at).total_seconds()
    if gone < 3 or not job.done or job.total <= job.done:
        return ""
    seconds = gone * (job.total - job.done) / job.done
    return (
        _("剩约 %(seconds)s 秒") % {"seconds": f"{seconds:.0f}"}
        if seconds < 90
        else _("剩约 %(seconds)s 分钟") % {"seconds": f"{seconds / 60:.0f}"}
    )


def result_url(job: JobRow) -> str:
    """Return where the result is seen, or nothing."""
    page, key = RESULTS.get(job.errand, ("", ""))
    if page and not key:
        return reverse(page) if job.state == "完成" else ""
    told = job.result if isinstance(job.result, dict) else {}
    return reverse(page, args=[told[key]]) if job.state == "完成" and key in told else ""
