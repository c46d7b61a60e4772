"""The fill-in grid: customers with empty cells, and only these to be typed into."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Min, Q, QuerySet

from zhike.records.catalogue.filled import of_customer
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customers_for
from zhike.records.fill_in.missing import counts_lacking
from zhike.records.fill_in.rows import Row, rows_of
from zhike.records.fill_in.state import (
    Cells,
    cells_for,
    fillable,
    is_open,
)
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.field import FieldSpec
from zhike.words.viewer import Viewer

SHOWN = 50  # customers at once; those filled in make room for the next


@dataclass(frozen=True, slots=True)
class Asked:
    """What the grid is asked for: a giving, or fields; `owner_id` narrows it to one person's."""

    giving_id: int | None = None
    paths: tuple[str, ...] = ()
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """The first customers of what was asked for, their fields, and how many there are in all."""

    specs: tuple[FieldSpec, ...]
    rows: list[Row] = field(default_factory=list)
    customers: int = 0
    cells: int = 0


def grid_for(viewer: Viewer, asked: Asked, *, today: date) -> Grid:
    """Return the cells to fill in, within the Viewer's rows: a giving's, or all that lack a field.

    A giving's customers come in the order they were given in; those nobody follows are left out:
    they are handed out first.
    """
    if asked.giving_id is None:
        return _grid_of_fields(viewer, asked, today=today)
    waiting = _of_giving(viewer, asked)
    used = set(waiting.values_list("path", flat=True).distinct())
    specs = [spec for path, spec in fillable(active_playbook()).items() if path in used]
    first = waiting.order_by().values("customer_id").annotate(first=Min("id")).order_by("first")
    ids = first.values_list("customer_id", flat=True)
    rows = rows_of(viewer, list(ids[:SHOWN]), specs, today=today)
    return Grid(tuple(specs), rows, ids.count(), waiting.count())


def _grid_of_fields(viewer: Viewer, asked: Asked, *, today: date) -> Grid:
    known = fillable(active_playbook())
    paths = asked.paths or tuple(spec.path for spec in active_playbook().key_fields)
    named = [known[path] for path in paths if path in known]
    found = _lacking(viewer, named, asked.owner_id)
    customers, counted = _sizes(viewer, asked, named, found)
    specs = [spec for spec in named if counted[spec.path]]
    ids = found.order_by("id").values_list("id", flat=True)
    rows = rows_of(viewer, list(ids[:SHOWN]), specs, today=today)
    return Grid(tuple(specs), rows, customers, sum(counted.values()))


def _sizes(
    viewer: Viewer, asked: Asked, specs: Sequence[FieldSpec], found: QuerySet[Customer]
) -> tuple[int, dict[str, int]]:
    """Return how many customers there are and how many lack each field, from the list if it can."""
    if asked.owner_id is not None or len(asked.paths) > 1:
        counted = {spec.path: found.filter(~of_customer(spec)).count() for spec in specs}
        return found.count(), counted
    whole = asked.paths[0] if asked.paths else "1"
    told = counts_lacking(viewer, [whole, *(spec.path for spec in specs)])
    return told[whole], {spec.path: told[spec.path] for spec in specs}


def _of_giving(viewer: Viewer, asked: Asked) -> Cells:
    rows = cells_for(viewer, active_playbook()).filter(is_open(), giving_id=asked.giving_id)
    rows = rows.filter(customer__in=customers_for(viewer).values("id"))
    return rows.filter(who=asked.owner_id) if asked.owner_id is not None else rows


def _lacking(
    viewer: Viewer, specs: Sequence[FieldSpec], owner_id: int | None
) -> QuerySet[Customer]:
    empty = Q(pk__in=[])
    for spec in specs:
        empty |= ~of_customer(spec)
    rows = customers_for(viewer).filter(empty)
    return rows.filter(owner_id=owner_id) if owner_id is not None else rows
