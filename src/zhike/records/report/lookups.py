"""Reading made reports."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.report.models import MadeReport
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


class NoSuchFile(Refused):
    """There is no such file among those the Viewer made, or it is no longer on disk."""

    status = 404


def files_of(viewer: Viewer, report_id: int) -> list[str]:
    """Return the paths of a report the Viewer made (what others made has their rows)."""
    row = MadeReport.objects.filter(pk=report_id, by_id=viewer.account_id).first()
    if row is None or not row.files:
        raise NoSuchFile(_("没有这份报表文件，或它是别人做的。请重新导出一份。"))
    return [str(path) for path in row.files]


def report_file(viewer: Viewer, report_id: int, name: str) -> Path:
    """Return one file of a report the Viewer made, by its name."""
    for path in map(Path, files_of(viewer, report_id)):
        if path.name == name and path.is_file():
            return path
    raise NoSuchFile(_("文件 %(name)s 已不在了，请重新导出一份。") % {"name": name})


def reports_for(viewer: Viewer, *, limit: int = 10) -> list[dict[str, Any]]:
    """Return the Viewer's newest reports: id, name, period, made_at, files."""
    rows = MadeReport.objects.filter(by_id=viewer.account_id).order_by("-id")[:limit]
    names = ("id", "name", "period", "made_at", "files")
    return [dict(zip(names, row, strict=True)) for row in rows.values_list(*names)]
