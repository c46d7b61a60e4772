"""The fill-in grid: customers with empty cells, and only these to be typed into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.utils.translation import gettext as _

from zhike.records.catalogue.filled import of_customer
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customer_for, customers_for
from zhike.records.fill_in.missing import counts_lacking
from zhike.records.fill_in.models import FillIn
from zhike.records.fill_in.state import (
    FILLED,
    MISSING,
    OVERDUE,
    Cells,
    cells_for,
    fillable,
    is_open,
)
from zhike.records.fill_in.values import Records, holder_of, records_of, value_of
from zhike.records.playbook_version.lookups import active_playbook
from zhike.words.field import FieldSpec
from zhike.words.masks import mask
from zhike.words.viewer import Viewer

SHOWN = 50  # customers at once; those filled in make room for the next


@dataclass(frozen=True, slots=True)
class Asked:
    """What the grid is asked for: a giving, or fields; `owner_id` narrows it to one person's."""

    giving_id: int | None = None
    paths: tuple[str, ...] = ()
    owner_id: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what stands in it (masked), or how long somebody has had to fill it in."""

    spec: FieldSpec
    state: str
    shown: str = ""
    due_on: date | None = None
    is_given: bool = False
    excuse: str = ""
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Say whether it can be typed into."""
        return self.state != FILLED


@dataclass(frozen=True, slots=True)
class Row:
    """One customer with its cells; `person` is whom cells of people are about, masked."""

    customer_id: int
    name: str
    number: str
    owner: str
    cells: tuple[Cell, ...]
    person: str = ""
    has_person: bool = False

    @property
    def left(self) -> int:
        """Count the cells that wait."""
        return sum(cell.is_open and not cell.excuse for cell in self.cells)


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


def row_of(viewer: Viewer, customer_id: int, paths: Sequence[str], *, today: date) -> Row:
    """Return one customer's row as it stands now; raises NotYours outside the Viewer's rows."""
    known = fillable(active_playbook())
    specs = tuple(known[path] for path in paths if path in known)
    customer_for(viewer, customer_id)
    return rows_of(viewer, [customer_id], specs, today=today)[0]


def rows_of(
    viewer: Viewer, ids: Sequence[int], specs: Sequence[FieldSpec], *, today: date
) -> list[Row]:
    """Return customers as rows of the grid, in the given order."""
    customers = customers_for(viewer).select_related("owner").in_bulk(list(ids))
    records = records_of(list(customers.values()))
    rows = FillIn.objects.filter(customer_id__in=list(ids), gone_at=None).select_related("giving")
    given = {(row.customer_id, row.path): row for row in rows}
    return [_row(customers[one], records, specs, given, today) for one in ids if one in customers]


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


def _row(
    customer: Customer,
    records: Records,
    specs: Sequence[FieldSpec],
    given: Mapping[tuple[int, str], FillIn],
    today: date,
) -> Row:
    people = records.get(("contacts", customer.pk), [])
    first = people[0] if people else None
    return Row(
        customer_id=customer.pk,
        name=customer.name or _("（待补充名称）"),
        number=customer.external_id or customer.number,
        owner=customer.owner.name if customer.owner else "",
        cells=tuple(
            _cell(
                spec,
                records.get((spec.noun, customer.pk), []),
                given.get((customer.pk, spec.path)),
                today,
            )
            for spec in specs
        ),
        person=mask("person", first.name) if first else "",
        has_person=first is not None,
    )


def _cell(spec: FieldSpec, records: Sequence[Any], given: FillIn | None, today: date) -> Cell:
    holder = holder_of(records, spec)
    if holder is not None:
        shown = mask(spec.mask, value_of(holder, spec))
        return Cell(spec, FILLED, shown, is_given=given is not None)
    if given is None:
        return Cell(spec, MISSING)
    due = given.giving.due_on
    state = given.excuse or (OVERDUE if due < today else MISSING)
    return Cell(spec, state, "", due, True, given.excuse, given.reason)
