"""Tables to fill in and tables to take along, as files."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import gettext as _

from zhike.jobs.run import enqueue
from zhike.playbook.printed import print_named
from zhike.records.handout.made import KEPT_DAYS, made_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.rights import insist
from zhike.web.door import Asked
from zhike.web.handing import posted
from zhike.web.table_files import export_file, question_of, template_file


class Format(StringConverter):
    """The two forms a table is handed out in."""

    regex = "xlsx|csv"


register_converter(Format, "tableformat")


@posted
def table_make(request: Asked, table: str) -> HttpResponse:
    """Have a table made that takes its time; answers with how far it is."""
    insist(request.viewer, "export", _("导出表格"))
    one = print_named(active_playbook(), table)
    asked = question_of(request)
    return redirect("job", enqueue("export_table", request.viewer, table=one.code, asked=asked))


def table_made(request: Asked, made: str) -> HttpResponse:
    """Show a table that was made, to be taken along."""
    file = made_for(request.viewer, made)
    context = {"title": _("导出表格"), "made": made, "file": file.name, "days": KEPT_DAYS}
    return render(request, "collect/made.html", context | {"bytes": file.stat().st_size})


def table_taken(request: Asked, made: str) -> FileResponse:
    """Hand a table out that was made for who asks."""
    file = made_for(request.viewer, made)
    return FileResponse(file.open("rb"), as_attachment=True, filename=file.name)


urlpatterns = [
    path("collect/template/<str:table>.xlsx", template_file, name="table_template"),
    path("collect/export/<str:table>.<tableformat:ending>", export_file, name="table_export"),
    path("collect/export/<str:table>/", table_make, name="table_make"),
    path("collect/made/<str:made>/", table_made, name="table_made"),
    path("collect/made/<str:made>/file", table_taken, name="table_taken"),
]
