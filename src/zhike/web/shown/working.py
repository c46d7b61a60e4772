"""Long work as parts/progress.html shows it: what happens, how far, how long still."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from zhike.records.job.lookups import JobRow

STATES = {"排队": "running", "进行": "running", "完成": "done", "失败": "failed"}
RESULTS = {  # where an errand's result is seen: page, and the key of its answer
    "propose_import": ("collect_batch", "batch"),
    "propose_again": ("collect_batch", "batch"),
    "accept_import": ("collect_batch", "batch"),
    "undo_import": ("collect_batch", "batch"),
    "make_report": ("report_made", "report"),
    "analyse": ("analyse", ""),
}
SAID = {
    "propose_import": "读取并检查文件",
    "propose_again": "按新的对应重新检查",
    "accept_import": "写入数据",
    "undo_import": "撤销导入",
    "analyse": "分析客户",
    "refresh": "刷新分析表",
    "make_report": "制作报表",
    "make_tasks": "建立任务",
}


def said_of(job: JobRow) -> str:
    """Return what an errand does, in words."""
    return SAID.get(job.errand, "处理")


def working(job: JobRow, *, now: datetime) -> dict[str, Any]:
    """Return the bar of an errand."""
    said = said_of(job)
    state = STATES.get(job.state, "cancelled")
    running = state == "running"
    text = job.trouble or (f"{said}，完成" if state == "done" else f"{said}：{job.state}")
    if running:
        text = job.said or ("排队等待，马上开始" if job.state == "排队" else said)
    return {
        "text": text,
        "share": job.share if job.total else None,
        "left": _left(job, now) if running else "",
        "state": state,
        "url": reverse("job", args=[job.id]),
        "cancel_url": reverse("job_cancel", args=[job.id]),
        "result_url": result_url(job),
    }


def _left(job: JobRow, now: datetime) -> str:
    gone = (now - job.asked_at).total_seconds()
    if gone < 3 or not job.done or job.total <= job.done:
        return ""
    seconds = gone * (job.total - job.done) / job.done
    return f"剩约 {seconds:.0f} 秒" if seconds < 90 else f"剩约 {seconds / 60:.0f} 分钟"


def result_url(job: JobRow) -> str:
    """Return where the result is seen, or nothing."""
    page, key = RESULTS.get(job.errand, ("", ""))
    if page and not key:
        return reverse(page) if job.state == "完成" else ""
    told = job.result if isinstance(job.result, dict) else {}
    return reverse(page, args=[told[key]]) if job.state == "完成" and key in told else ""
