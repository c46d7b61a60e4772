"""补格子: a grid in which only the empty cells can be typed into, saved row by row."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.fill_in.changes import excuse_cell
from zhike.records.fill_in.fill import Filled, fill_cells
from zhike.records.fill_in.grid import Asked as AskedFor
from zhike.records.fill_in.grid import Grid, grid_for
from zhike.records.fill_in.rows import Row, row_of
from zhike.web.door import Asked
from zhike.web.fill_undo import remember_fill
from zhike.web.forms.asking import asking_of
from zhike.web.forms.fill_in import Excused, FillRow
from zhike.web.forms.reading import read
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.web.shown.fill_in import CellShown, RowShown, heads, row_shown, rows_shown
from zhike.web.ways import way_back


def fill_grid(request: Asked) -> HttpResponse:
    """Show the cells of a giving (`?giving=3`), or all that lack some fields (`?field=…`)."""
    asked, today = _asked(request), timezone.localdate()
    grid = grid_for(request.viewer, asked, today=today)
    rows = rows_shown(grid, asking_of(request.viewer))
    context = {
        "title": _("补资料"),
        "tabs": clean_tabs("fill_ins"),
        "grid": grid,
        "heads": heads(grid.specs, _fullest(rows)),
        "rows": rows,
        "paths": _paths(grid),
        "may_edit": request.viewer.can("edit"),
        "is_giving": asked.giving_id is not None,
    }
    return render(request, "clean/fill_grid.html", context)


def _asked(request: Asked) -> AskedFor:
    def number(name: str) -> int | None:
        text = request.GET.get(name, "")
        return int(text) if text.isdigit() else None

    return AskedFor(number("giving"), tuple(request.GET.getlist("field")), number("owner"))


def _paths(grid: Grid) -> str:
    return " ".join(spec.path for spec in grid.specs)


def _fullest(rows: list[RowShown]) -> FillRow | None:
    """Return the form with most boxes, to take the offered words of each column from."""
    return max((row.form for row in rows), key=lambda form: len(form.fields), default=None)


@require_POST
def fill_row(request: Asked, customer_id: int) -> HttpResponse:
    """Keep what was typed into a customer's cells; what can't be kept stays, with its reason."""
    today, paths = timezone.localdate(), request.POST.get("paths", "").split()
    row = row_of(request.viewer, customer_id, paths, today=today)
    form = FillRow(row, request.POST, asking=asking_of(request.viewer))
    cells, instead = form.read(), frozenset(request.POST.getlist("instead"))
    filled = Filled()
    if cells:
        filled = fill_cells(
            request.viewer, customer_id, cells, at=timezone.now(), instead=instead, why=form.why
        )
    after = row_of(request.viewer, customer_id, paths, today=today)
    again = _left_typed(request, after, form)
    doubts = {cell.spec.path: cell.doubt for cell in cells if cell.doubt}
    shown = row_shown(after, again, done=filled.done, met=filled.met, doubts=doubts)
    return _answered(request, shown, filled)


def _left_typed(request: Asked, row: Row, form: FillRow) -> FillRow:
    """Return the row's boxes with what could not be kept still in them, said why."""
    again = FillRow(row, request.POST, asking=form.asking)
    again.is_valid()
    for name, errors in form.errors.items():
        if name in again.fields and name not in again.errors:
            again.add_error(name, list(errors))
    return again


def _answered(request: Asked, shown: RowShown, filled: Filled) -> HttpResponse:
    told = _told(request, shown, filled)
    if not request.htmx:
        if told:
            messages.success(request, told["text"], extra_tags=told["undo"])
        for one in shown.cells:
            for error in one.box.errors if one.box is not None else ():
                messages.error(request, f"{shown.row.name} · {one.label}：{error}")
            if one.met:
                messages.error(request, _met(shown.row, one))
        return redirect(way_back(request, otherwise="fill_ins"))
    answer = render(request, "clean/fill_row.html", _context(request, shown))
    events: dict[str, Any] = {"zhike:filled": {"done": len(filled.done)}}
    answer["HX-Trigger"] = json.dumps(events | ({"zhike:said": told} if told else {}))
    return answer


def _met(row: Row, one: CellShown) -> str:
    return _("%(name)s · %(label)s：已有 %(kept)s（%(by)s），您写的“%(typed)s”没有动") % {
        "name": row.name, "label": one.label, "kept": one.cell.shown, "by": one.by,
        "typed": one.met,
    }  # fmt: skip


def _told(request: Asked, shown: RowShown, filled: Filled) -> dict[str, str]:
    """Return what to say of the cells that were kept: a pasted block is one sentence."""
    if not filled.done:
        return {}
    block = request.POST.get("block", "")[:20]
    undo, n = remember_fill(request.session, filled, block=block)
    if block:
        said = _("粘贴：已补 %(n)s 格") % {"n": n}
        return {"text": said, "undo": undo, "kind": "done", "instead": f"fill-{block}"}
    labels = {one.cell.spec.path: one.label for one in shown.cells}
    fields = _("、").join(labels[one] for one in filled.done if one in labels)
    said = _("%(name)s：已补%(fields)s") % {"name": shown.row.name, "fields": fields}
    return {"text": said, "undo": undo, "kind": "done"}


def _context(request: Asked, shown: RowShown) -> dict[str, Any]:
    paths = " ".join(one.cell.spec.path for one in shown.cells)
    return {"line": shown, "paths": paths, "may_edit": request.viewer.can("edit")}


@require_POST
def fill_excuse(request: Asked, customer_id: int) -> HttpResponse:
    """Note why a cell does not apply or can't be had; an empty word takes that back."""
    told = read(Excused, request)
    excuse_cell(
        request.viewer, customer_id, told["path"], excuse=told["excuse"], reason=told["reason"],
        at=timezone.now(),
    )  # fmt: skip
    undo = ""
    if told["excuse"]:
        undo = f"{reverse('fill_excuse', args=[customer_id])}?path={told['path']}&excuse="
    words = _("已记下：%(excuse)s") if told["excuse"] else _("又回到待补")
    messages.success(request, words % {"excuse": told["excuse"]}, extra_tags=undo)
    return redirect(way_back(request, otherwise="fill_ins"))


urlpatterns = [
    path("clean/fill-ins/grid/", fill_grid, name="fill_grid"),
    path("clean/fill-ins/<int:customer_id>/fill/", fill_row, name="fill_row"),
    path("clean/fill-ins/<int:customer_id>/excuse/", fill_excuse, name="fill_excuse"),
]
