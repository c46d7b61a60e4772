"""Tables to fill in and tables to take along, as files."""

import tempfile
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.urls import path, register_converter
from django.urls.converters import StringConverter
from django.utils.translation import gettext as _

from zhike.jobs.run import run_now
from zhike.web.door import Asked
from zhike.web.shown.downloads import as_file
from zhike.web.shown.tables import ALL

_TYPES = {"csv": "text/csv; charset=utf-8"}


class Format(StringConverter):
    """The two forms a table is handed out in."""

    regex = "xlsx|csv"


register_converter(Format, "tableformat")


def table_template(request: Asked, name: str) -> HttpResponse:
    """Hand an empty workbook out: a table, a kind of record, or several linked sheets."""
    wanted = "" if name == ALL else name
    return _file(request, "make_template", "xlsx", name=wanted)


def table_export(request: Asked, name: str, kind: str) -> HttpResponse:
    """Hand a table of the asker's rows out; `?full=1` with whole phones, for whom may see them."""
    full = request.GET.get("full") == "1"
    period = request.GET.get("period", "")
    return _file(request, "export_table", kind, table=name, format=kind, full=full, period=period)


def _file(request: Asked, errand: str, kind: str, **asked: Any) -> HttpResponse:
    with tempfile.TemporaryDirectory() as folder:
        answer = run_now(errand, request.viewer, out=folder, **asked)
        file = Path(answer["file"])
        name = _("%(name)s模板") % {"name": file.stem} if errand == "make_template" else file.stem
        content = _TYPES.get(kind)
        told = {"content_type": content} if content else {}
        return as_file(f"{name}.{kind}", file.read_bytes(), **told)


urlpatterns = [
    path("collect/template/<str:name>.xlsx", table_template, name="table_template"),
    path("collect/export/<str:name>.<tableformat:kind>", table_export, name="table_export"),
]
