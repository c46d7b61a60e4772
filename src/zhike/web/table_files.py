"""Tables as files, for the pages and for the API alike."""

import tempfile
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from zhike.jobs.run import run_now
from zhike.records.listing.lookups import GridQuestion
from zhike.web.door import Asked
from zhike.web.shown.customer_question import asked
from zhike.web.shown.downloads import as_file
from zhike.web.shown.tables import TOGETHER

_TYPES = {"csv": "text/csv; charset=utf-8"}


def template_file(request: Asked, table: str) -> HttpResponse:
    """Hand an empty workbook out: a table, a kind of record, or several linked sheets."""
    wanted = "" if table == TOGETHER else table
    return _file(request, "make_template", "xlsx", name=wanted)


def export_file(request: Asked, table: str, ending: str) -> HttpResponse:
    """Hand a table of the asker's rows out; `?full=1` with whole phones, for whom may see them."""
    full = request.GET.get("full") == "1"
    period = request.GET.get("period", "")
    said = {"table": table, "format": ending, "full": full, "period": period}
    return _file(request, "export_table", ending, **said, asked=question_of(request))


def question_of(request: Asked) -> dict[str, str]:
    """Return the question of the customer list an address carries, empty where it has none."""
    named = asked(GridQuestion.from_query(request.GET.dict()))
    return {name: value for name, value in named.items() if name not in ("page", "cols")}


def _file(request: Asked, errand: str, kind: str, **asked: Any) -> HttpResponse:
    with tempfile.TemporaryDirectory() as folder:
        answer = run_now(errand, request.viewer, out=folder, **asked)
        file = Path(answer["file"])
        name = _("%(name)s模板") % {"name": file.stem} if errand == "make_template" else file.stem
        content = _TYPES.get(kind)
        told = {"content_type": content} if content else {}
        return as_file(f"{name}.{kind}", file.read_bytes(), **told)
