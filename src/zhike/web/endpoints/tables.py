"""Tables over HTTP: their heads, empty workbooks, and the asker's rows of them."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from zhike.playbook.printed import heads_of, prints
from zhike.records.playbook_version.lookups import active_playbook
from zhike.web.door import Asked
from zhike.web.pages.tables import table_export, table_template

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


@router.get("/tables/{str:name}/template", summary="空白模板")
def template(request: Asked, name: str) -> HttpResponse:
    """Return a workbook to fill in; `together` has several linked sheets."""
    return table_template(request, name)


@router.get("/tables/{str:name}/rows", summary="导出一张表")
def rows(request: Asked, name: str, format: str = "xlsx") -> HttpResponse:
    """Return the asker's rows as a file, xlsx or csv; `full=1` with whole phones."""
    return table_export(request, name, format)
