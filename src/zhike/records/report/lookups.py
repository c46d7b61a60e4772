"""Reading made reports."""

from typing import Any

from zhike.records.report.models import MadeReport
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


def report_file(viewer: Viewer, report_id: int, name: str) -> str:
    """Return the path of one file of a report the Viewer made (what others made has their rows)."""
    row = MadeReport.objects.filter(pk=report_id, by_id=viewer.account_id).first()
    paths = [path for path in (row.files if row else []) if path.rsplit("/", 1)[-1] == name]
    if not paths:
        raise Refused("没有这份报表文件，或它是别人做的。请重新导出一份。")
    return str(paths[0])


def reports_for(viewer: Viewer, *, limit: int = 10) -> list[dict[str, Any]]:
    """Return the Viewer's newest reports: id, name, period, made_at, files."""
    rows = MadeReport.objects.filter(by_id=viewer.account_id).order_by("-id")[:limit]
    names = ("id", "name", "period", "made_at", "files")
    return [dict(zip(names, row, strict=True)) for row in rows.values_list(*names)]
