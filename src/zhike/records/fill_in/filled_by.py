"""Who filled cells in, and when: by hand, by an import, or with the record itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from zhike.records.batch.models import JournalEntry
from zhike.records.catalogue.filled import column_of
from zhike.records.customer.models import Customer
from zhike.records.fill_in.values import Records, holder_of, records_of
from zhike.records.history.models import HistoryLine
from zhike.records.intake.nouns import NOUNS
from zhike.words.field import FieldSpec

By = tuple[str, datetime]
CellOf = tuple[int, FieldSpec]  # of which customer, which field
LINES = {"customers": ("customer", "customers"), "contacts": ("contact", "contacts")}


def filled_by(cells: Sequence[CellOf]) -> dict[tuple[int, str], By]:
    """Return who wrote the values of cells last and when, by customer and path of the field.

    The customers were looked up with a Viewer before; a cell that is empty is not told.
    """
    ids = {customer_id for customer_id, _ in cells}
    customers = Customer.objects.filter(pk__in=ids).select_related("born_batch__by", "created_by")
    records = records_of(list(customers))
    written = _Written(records)
    found = {}
    for customer_id, spec in cells:
        row = holder_of(records.get((spec.noun, customer_id), []), spec)
        if row is not None:
            found[customer_id, spec.path] = written.last(row, spec)
    return found


class _Written:
    """The newest line by hand and the newest import of each column of some records."""

    def __init__(self, records: Records) -> None:
        """Read what was written of the records."""
        ids: dict[str, set[int]] = {noun: set() for noun in LINES}
        for (noun, _), rows in records.items():
            ids[noun] |= {row.pk for row in rows}
        self._newest: dict[tuple[str, int, str], By] = {}
        for noun, some in ids.items():
            self._by_hand(noun, some)
            self._by_batch(noun, some)

    def last(self, row: Any, spec: FieldSpec) -> By:
        """Return who wrote a field of a record last; who brought the record where nobody did."""
        column = f"own {spec.name}" if spec.own else column_of(NOUNS[spec.noun], spec)
        return max(_born(row), self._newest.get((spec.noun, row.pk, column), _born(row)), key=_when)

    def _by_hand(self, noun: str, ids: set[int]) -> None:
        lines = HistoryLine.objects.filter(noun__in=LINES[noun], record_id__in=ids)
        for line in lines.exclude(after=None).select_related("by").order_by("id"):
            before, after = dict(line.before or {}), dict(line.after or {})
            for column in _changed(before, after):
                self._keep(noun, line.record_id, column, line.by.name if line.by else "", line.at)

    def _by_batch(self, noun: str, ids: set[int]) -> None:
        entries = JournalEntry.objects.filter(noun=noun, record_id__in=ids)
        for entry in entries.select_related("batch__by").order_by("id"):
            batch = entry.batch
            if batch.accepted_at is not None:
                for column in dict(entry.fields):
                    who = f"{batch.by.name}（导入）"
                    self._keep(noun, entry.record_id, column, who, batch.accepted_at)

    def _keep(self, noun: str, record_id: int, column: str, by: str, at: datetime) -> None:
        key = noun, record_id, column
        self._newest[key] = max(self._newest.get(key, (by, at)), (by, at), key=_when)


def _changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Return the columns a line wrote, an own field by its name."""
    was, now = (dict(told.get("own") or {}) for told in (before, after))
    own = [f"own {name}" for name, value in now.items() if was.get(name) != value]
    return [name for name in after if name != "own"] + own


def _born(row: Any) -> By:
    if row.born_batch is not None:
        batch = row.born_batch
        return f"{batch.by.name}（导入）", batch.accepted_at or batch.at
    return row.created_by.name if row.created_by else "", row.created_at


def _when(by: By) -> datetime:
    return by[1]
