"""The handed-over cells behind one record: which column, what stood there, and what it came to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.records.batch.lookups import Origin, heads_of, origins_of
from zhike.records.entry.rights import row_for
from zhike.records.home import Home
from zhike.records.portrait.event import joined
from zhike.records.portrait.provenance import Provenance, of_batches, of_record
from zhike.runs.reckoning import explained
from zhike.words.field import FieldSpec
from zhike.words.viewer import Viewer
from zhike.words.wording import NOTHING

NOUNS = (
    "customers", "contacts", "interactions", "orders", "cases", "quotes", "contracts", "payments",
    "demands", "competitor_contacts", "events", "referrals", "products", "competitors",
    "channel_costs",
)  # fmt: skip
"""The nouns whose cells can be looked at."""
LINES = 20  # of an order; more are the same table's next rows


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the field it was read as, its column or formula, and the cell as handed over.

    `became` is what a rule made of it, `rule` which one; both empty where it is kept as it stands.
    """

    label: str
    head: str
    text: str
    reckoned: bool = False
    became: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One handed-over row: where it stands (五月.xlsx#客户!17) and its cells that were read."""

    place: str
    batch_id: int
    cells: list[Cell]
    source: Provenance


def sources_of(
    viewer: Viewer, noun: str, record_id: int, *, playbook: Playbook, home: Home
) -> list[Row]:
    """Return the rows a record (and an order's lines) came from; raises NotYours otherwise.

    Only cells of the record's own fields are told, none that is masked on pages.
    """
    row = row_for(viewer, noun, record_id)
    specs = _specs(playbook, noun)
    found = list(_rows(noun, row, specs, home))
    if noun == "orders":
        for line in row.lines.filter(gone_at__isnull=True).order_by("id")[:LINES]:
            found += _rows("order_lines", line, [*_specs(playbook, "order_lines"), *specs], home)
    return _once(found)


def _once(rows: list[Row]) -> list[Row]:
    """Return a row a place: of a cell that was read again what came out last, newest first."""
    found: dict[str, Row] = {}
    for row in rows:
        newer = found.get(row.place)
        if newer is not None:
            known = {(cell.label, cell.head): cell for cell in newer.cells}
            cells = [known.get((cell.label, cell.head), cell) for cell in row.cells]
            row = replace(row, cells=cells)
        found[row.place] = row
    return list(found.values())


def provenance_of(viewer: Viewer, noun: str, record_id: int) -> Provenance:
    """Return channel, collector and day of a record (S0-12); raises NotYours otherwise."""
    return of_record(row_for(viewer, noun, record_id))


def _specs(playbook: Playbook, noun: str) -> list[FieldSpec]:
    return [spec for spec in playbook.fields(noun) if not spec.mask]


def _rows(noun: str, row: Any, specs: list[FieldSpec], home: Home) -> Iterator[Row]:
    born = (row.born_batch_id, row.source, row.source_row)
    origins = origins_of(noun, row.pk, born=born, home=home)
    batches = {origin.batch_id for origin in origins}
    heads, sources = heads_of(batches), of_batches(batches)
    for origin in origins:
        cells = [
            cell
            for spec in specs
            for head in heads.get(origin.batch_id, {}).get(spec.path, [])
            if (cell := _cell(spec, head, origin)) is not None
        ]
        if cells:
            source, _at = sources[origin.batch_id]
            yield Row(origin.place, origin.batch_id, list(dict.fromkeys(cells)), source)


def _cell(spec: FieldSpec, head: str, origin: Origin) -> Cell | None:
    if head in origin.cells or head in origin.by_hand:
        raw = origin.cells.get(head) or _("空")
        text, read = joined(raw, origin.by_hand.get(head, "")), origin.readings.get(head)
        if read is None:
            return Cell(spec.label, head, text)
        return Cell(spec.label, head, text, became=read.value or NOTHING, rule=read.said)
    if said := explained(head, origin.cells):
        return Cell(spec.label, head, said, reckoned=True)
    return None
