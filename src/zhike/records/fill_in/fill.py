"""Writing filled-in cells: through the changes a person's own entries take, undone as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction

from zhike.records.catalogue.filled import is_filled
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.customer.pieces import refresh_search
from zhike.records.customer.scope import customer_for
from zhike.records.entry.amend import put_back, revise
from zhike.records.entry.bury import take_back as take_entry_back
from zhike.records.entry.changes import enter
from zhike.records.entry.rights import insist_writer
from zhike.records.fill_in.closing import settle_finished
from zhike.records.intake.nouns import NOUNS
from zhike.runs.filling import ReadCell
from zhike.words.proposal import PART_COLUMNS, Part, Proposal
from zhike.words.viewer import Viewer

WHY = "补充资料"


@dataclass
class Filled:
    """What was written (paths), what somebody else filled meanwhile, and how to take it back."""

    done: list[str] = field(default_factory=list)
    met: list[str] = field(default_factory=list)
    undo: list[dict[str, Any]] = field(default_factory=list)


@transaction.atomic
def fill_cells(
    viewer: Viewer,
    customer_id: int,
    cells: Sequence[ReadCell],
    *,
    at: datetime,
    instead: frozenset[str] = frozenset(),
    why: str = "",
) -> Filled:
    """Write cells of one customer that were read without fault, one history line a record.

    A cell somebody filled meanwhile stays as it is and is named in `met`, unless it is among
    `instead`. Cells of a person go to the customer's first, or to a new one.
    """
    insist_writer(viewer, "customers", WHY)
    customer_for(viewer, customer_id)
    customer = Customer.objects.select_for_update().get(pk=customer_id)
    filled, writing = Filled(), _Writing(viewer, customer, at, why or WHY)
    for noun in ("customers", "contacts"):
        mine = [cell for cell in cells if cell.spec.noun == noun]
        row = customer if noun == "customers" else _person(customer, mine, instead)
        free = [cell for cell in mine if not _taken(customer, cell) or cell.spec.path in instead]
        filled.met += [cell.spec.path for cell in mine if cell not in free]
        filled.done += [cell.spec.path for cell in free]
        if free:
            filled.undo.append(writing.write(noun, row, free))
    if "customers.name" in filled.done:
        refresh_search([customer_id])
    settle_finished(customer_id, at=at)
    return filled


def _taken(customer: Customer, cell: ReadCell) -> bool:
    """Say whether the customer has the field by now: itself, or through any of its people."""
    noun = NOUNS[cell.spec.noun]
    rows: Any = noun.model._default_manager.filter(is_filled(noun, cell.spec), gone_at=None)
    mine = {"pk": customer.pk} if cell.spec.noun == "customers" else {"customer": customer}
    return bool(rows.filter(**mine).exists())


def _person(customer: Customer, cells: Sequence[ReadCell], instead: frozenset[str]) -> Any:
    """Return whom cells of a person are about: who has what is replaced, else the first kept."""
    people = Contact.objects.live().filter(customer=customer).order_by("id")
    for cell in cells:
        if cell.spec.path in instead:
            return people.filter(is_filled(NOUNS["contacts"], cell.spec)).first() or people.first()
    return people.first()


@dataclass(frozen=True, slots=True)
class _Writing:
    """Who writes about which customer, when and why."""

    viewer: Viewer
    customer: Customer
    at: datetime
    why: str

    def write(self, noun: str, row: Any, cells: Sequence[ReadCell]) -> dict[str, Any]:
        """Revise a record, or enter a person where there is none; returns how to undo it."""
        told: dict[str, Any] = {"at": self.at, "why": self.why}
        if row is None:
            proposal = _proposal(noun, cells, {})
            made = enter(self.viewer, proposal, customer_id=self.customer.pk, **told)
            return {"entered": made.ids}
        kept = {name: getattr(row, name, None) for name in NOUNS[noun].columns}
        proposal = _proposal(noun, cells, kept)
        before = revise(self.viewer, noun, row.pk, proposal, seen_rev=row.rev, **told)
        row.refresh_from_db(fields=["rev"])
        return {"noun": noun, "id": row.pk, "before": before, "rev": row.rev}


def _proposal(noun: str, cells: Sequence[ReadCell], kept: Mapping[str, Any]) -> Proposal:
    """Return what is written: each cell's own columns, and of those that follow the empty ones."""
    values: dict[str, Any] = {}
    for cell in cells:
        values |= {
            name: value
            for name, value in cell.values.items()
            if cell.is_its_own(name) or (value is not None and kept.get(name) in (None, ""))
        }
    own = tuple(cell.spec.name for cell in cells if cell.spec.own)
    marks: dict[str, Any] = dict.fromkeys(PART_COLUMNS)
    marks |= {"_identity": f"补充:{noun}", "_parent": "@", "_fate": "new"}
    rows = pl.DataFrame([marks | values])
    return Proposal(noun, (), (Part(noun, rows, own),), pl.DataFrame(), (), {"new": 1})


@transaction.atomic
def take_back_fill(viewer: Viewer, told: Sequence[Mapping[str, Any]], *, at: datetime) -> None:
    """Take filled-in cells back, as `fill_cells` told them; refuses where they changed since."""
    for one in reversed(told):
        if "entered" in one:
            take_entry_back(viewer, "contacts", one["entered"], at=at)
        elif one["before"]:
            put_back(viewer, one["noun"], one["id"], one["before"], seen_rev=one["rev"], at=at)
            if one["noun"] == "customers":
                refresh_search([one["id"]])
