"""Who came and is no customer yet: read as an import would, to be looked at before it is kept."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.jobs.run import enqueue
from zhike.records.attendance.lookups import CAME, ActivityRow, activity_for
from zhike.records.customer.scope import insist
from zhike.records.playbook_version.lookups import active_playbook
from zhike.runs.guests import Held, as_sheets, guests
from zhike.web.door import Asked
from zhike.web.uploads import keep_files
from zhike.words.problem import Refused

MOST = 2_000
CHANNELS = {"展会": "展会问卷"}  # what an activity counts for that names no channel itself


@require_POST
def activity_import(request: Asked, activity_id: int) -> HttpResponse:
    """Keep the ticked lines as a waiting batch: the new customers, and that they came."""
    insist(request.viewer, "import", _("导入数据"))
    row = activity_for(request.viewer, activity_id)
    lines = [line.split("\t") for line in request.POST.getlist("guest")[:MOST]]
    found = guests(lines, playbook=active_playbook())
    if not found:
        raise Refused(_("勾选的几行里没有名称，请至少写上公司或姓名，再登记一次。"))
    held = Held(row.name, row.held_on.isoformat(), _channel(row), CAME)
    files = as_sheets(found, held).items()
    paths = keep_files([SimpleUploadedFile(name, text.encode()) for name, text in files])
    source = {"channel": held.channel, "collector": row.organiser, "collected_on": held.on}
    job = enqueue("propose_import", request.viewer, paths=paths, source=source)
    return redirect("job", job)


def _channel(row: ActivityRow) -> str:
    return row.channel or CHANNELS.get(row.kind, "")


urlpatterns = [
    path("activities/<int:activity_id>/import/", activity_import, name="activity_import"),
]
