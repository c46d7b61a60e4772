"""The fill-in grid laid out: each cell with its box, what is wrong with it, who was faster."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _

from zhike.records.fill_in.filled_by import filled_by
from zhike.records.fill_in.grid import Grid
from zhike.records.fill_in.lookups import Giving, OwnerProgress
from zhike.records.fill_in.missing import Share
from zhike.records.fill_in.rows import Cell, Row
from zhike.records.said import said
from zhike.web.forms.asking import Asking
from zhike.web.forms.fill_in import FillRow
from zhike.words.field import FieldSpec
from zhike.words.wording import percent


@dataclass(frozen=True, slots=True)
class CellShown:
    """One cell as the grid shows it; `met` is what was typed where somebody else was faster."""

    cell: Cell
    label: str
    box: BoundField | None = None
    met: str = ""
    by: str = ""
    fresh: bool = False  # filled in just now
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class RowShown:
    """One customer as the grid shows it."""

    row: Row
    form: FillRow
    cells: tuple[CellShown, ...]

    @property
    def excusable(self) -> list[CellShown]:
        """Return the cells that were given and still wait: why they can't be had may be said."""
        return [one for one in self.cells if one.cell.is_open and one.cell.is_given]


def rows_shown(grid: Grid, asking: Asking) -> list[RowShown]:
    """Return the rows of a grid with empty boxes."""
    return [row_shown(row, FillRow(row, asking=asking)) for row in grid.rows]


def row_shown(
    row: Row,
    form: FillRow,
    *,
    done: Sequence[str] = (),
    met: Sequence[str] = (),
    doubts: Mapping[str, str] | None = None,
) -> RowShown:
    """Return a row after some of its cells were kept (`done`) or met somebody else's (`met`)."""
    cells = [
        _cell(row, cell, form, done=done, met=met, doubt=(doubts or {}).get(cell.spec.path, ""))
        for cell in row.cells
    ]
    return RowShown(row, form, tuple(cells))


def _cell(
    row: Row, cell: Cell, form: FillRow, *, done: Sequence[str], met: Sequence[str], doubt: str
) -> CellShown:
    path, label = cell.spec.path, said(cell.spec.label)
    if path in met:
        typed = str(form.data.get(path, ""))
        return CellShown(cell, label, met=typed, by=_who(row.customer_id, cell.spec))
    box = form[path] if cell.is_open and path in form.fields else None
    return CellShown(cell, label, box, fresh=path in done, doubt=doubt)


def _who(customer_id: int, spec: FieldSpec) -> str:
    found = filled_by([(customer_id, spec)]).get((customer_id, spec.path))
    if found is None:
        return ""
    by, at = found
    return _("%(by)s %(at)s 填的") % {"by": by, "at": f"{timezone.localtime(at):%m-%d %H:%M}"}


def heads(specs: Sequence[FieldSpec], form: FillRow | None) -> list[dict[str, Any]]:
    """Return the heads of the grid, each with the words its boxes offer."""
    return [
        {
            "path": spec.path,
            "label": said(spec.label),
            "words": getattr(form.fields.get(spec.path), "offers", ()) if form else (),
            "consent": spec.needs_consent,
        }
        for spec in specs
    ]


def progress_shown(rows: Sequence[OwnerProgress]) -> list[dict[str, Any]]:
    """Return the people with how far they are."""
    return [
        {"one": row, "rate": percent(row.rate), "percent": 100 * (row.rate or 0)} for row in rows
    ]


def giving_shown(giving: Giving, today: date) -> dict[str, Any]:
    """Return what was handed out in one go: its people and how far they are together."""
    waiting, done = giving.sum("open"), giving.sum("done")
    return {
        "id": giving.id,
        "due_on": giving.due_on,
        "at": giving.tasks[0].at,
        "why": giving.tasks[0].why,
        "open": waiting,
        "done": done,
        "cells": waiting + done + giving.sum("excused"),
        "people": [task for task in giving.tasks if task.open],
        "left": days_left(giving.due_on, today) if waiting else "",
        "is_late": giving.due_on < today and waiting > 0,
        "percent": 100 * done / (waiting + done) if waiting + done else 100,
    }


def states_shown(here: str, named: Mapping[str, int | None]) -> list[dict[str, Any]]:
    """Return the choices of where a cell stands, as addresses that keep what else was asked."""
    kept = {name: value for name, value in named.items() if value is not None}
    words = {"": _("全部"), "open": _("待补"), "overdue": _("逾期"), "done": _("已补"),
             "excused": _("补不了")}  # fmt: skip
    return [
        {"label": label, "here": state == here, "query": urlencode(kept | {"state": state})}
        for state, label in words.items()
    ]


def shares_shown(shares: Sequence[Share]) -> list[dict[str, Any]]:
    """Return what each person would be asked for, in words."""
    return [
        {
            "who": share.owner or _("没有跟进人"),
            "is_nobody": share.owner_id is None,
            "cells": share.cells,
            "customers": share.customers,
            "fields": _(" · ").join(f"{said(label)} {n}" for label, n in share.fields),
        }
        for share in shares
    ]


def days_left(due_on: date, today: date) -> str:
    """Return how long somebody still has, in words."""
    days = (due_on - today).days
    if days < 0:
        return _("逾期 %(n)s 天") % {"n": -days}
    return _("今天到期") if not days else _("还有 %(n)s 天") % {"n": days}
