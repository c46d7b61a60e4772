"""One customer as a row of the fill-in grid: what stands in its cells, and which can be typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.customer.scope import customer_for, customers_for
from zhike.records.fill_in.models import FillIn
from zhike.records.fill_in.state import FILLED, MISSING, OVERDUE, fillable
from zhike.records.fill_in.values import Records, holder_of, records_of, value_of
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.portrait.page import shown_value
from zhike.words.field import FieldSpec
from zhike.words.masked import masked
from zhike.words.viewer import Viewer


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
    """One customer with its cells; its name as the Viewer may see it."""

    customer_id: int
    name: str
    number: str
    owner: str
    cells: tuple[Cell, ...]
    has_person: bool = False
    place: Mapping[str, str] = field(default_factory=dict)  # kept province and city, by path

    @property
    def left(self) -> int:
        """Count the cells that wait."""
        return sum(cell.is_open and not cell.excuse for cell in self.cells)


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
    given = FillIn.objects.filter(customer__in=customers, gone_at=None).select_related("giving")
    laying = _Laying(
        viewer=viewer,
        specs=tuple(specs),
        records=records_of(list(customers.values())),
        given={(cell.customer_id, cell.path): cell for cell in given},
        today=today,
    )
    return [laying.row(customers[one]) for one in ids if one in customers]


@dataclass(frozen=True, slots=True)
class _Laying:
    """What the rows of one grid have in common."""

    viewer: Viewer
    specs: tuple[FieldSpec, ...]
    records: Records
    given: dict[tuple[int, str], FillIn]
    today: date

    def row(self, customer: Customer) -> Row:
        """Return one customer's row."""
        return Row(
            customer_id=customer.pk,
            name=shown_name(self.viewer, customer) or _("（待补充名称）"),
            number=customer.external_id or customer.number,
            owner=customer.owner.name if customer.owner else "",
            cells=tuple(self._cell(customer, spec) for spec in self.specs),
            has_person=("contacts", customer.pk) in self.records,
            place={
                f"customers.{name}": value
                for name in ("province", "city")
                if (value := getattr(customer, name))
            },
        )

    def _cell(self, customer: Customer, spec: FieldSpec) -> Cell:
        given = self.given.get((customer.pk, spec.path))
        holder = holder_of(self.records.get((spec.noun, customer.pk), []), spec)
        if holder is not None:
            return Cell(spec, FILLED, self._shown(holder, spec), is_given=given is not None)
        if given is None:
            return Cell(spec, MISSING)
        due = given.giving.due_on
        state = given.excuse or (OVERDUE if due < self.today else MISSING)
        return Cell(spec, state, "", due, True, given.excuse, given.reason)

    def _shown(self, holder: Customer | object, spec: FieldSpec) -> str:
        """Return what stands in a cell, masked whoever looks: the grid is for what is empty."""
        if not isinstance(holder, Customer):
            return masked(spec, value_of(holder, spec), vars(holder))
        if spec.path == "customers.name":
            return shown_name(self.viewer, holder)
        return masked(spec, shown_value(spec, holder, active_playbook()), vars(holder))
