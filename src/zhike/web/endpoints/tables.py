"""Tables over HTTP: their heads, empty workbooks, and the asker's rows of them."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from zhike.playbook.printed import heads_of, prints
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.table_files import export_file, template_file

router = Router(tags=["表格"])


@router.get("/tables", summary="表格")
def tables(request: Asked) -> dict[str, Any]:
    """Return every table by its code, with its heads in their printed order."""
    del request
    return {
        "tables": [
            {"code": one.code, "title": one.title, "kind": one.noun, "heads": list(heads_of(one))}
            for one in prints(active_playbook())
        ]
    }


@router.get("/tables/{str:table}/template", summary="空白模板")
def template(request: Asked, table: str) -> HttpResponse:
    """Return a workbook to fill in; `together` has several linked sheets."""
    return template_file(request, table)


@router.get("/tables/{str:table}/rows", summary="导出一张表")
def rows(request: Asked, table: str, format: str = "xlsx") -> HttpResponse:
    """Return the asker's rows as a file, xlsx or csv; `full=1` with whole phones."""
    return export_file(request, table, format)
