"""Where sources disagree about a value, and how many agree about those of one customer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from zhike.clean.crosscheck import disagreeing, last_said, state_of
from zhike.playbook.playbook import Playbook
from zhike.records.contact.models import Contact
from zhike.records.crosscheck.said import Source, column_name, said_of, sources
from zhike.records.customer.models import Customer
from zhike.records.customer.scope import customer_for, seen_among
from zhike.records.home import Home
from zhike.records.intake.nouns import NOUNS
from zhike.records.made_once import made_once
from zhike.records.portrait.provenance import day_of
from zhike.records.reverify.due import verified_fields
from zhike.records.reverify.values import Text, as_one, hides_person, shown, texts_of
from zhike.records.rows import CHUNK
from zhike.records.verification.how import digest_of
from zhike.records.verification.lookups import Verified, verified_of
from zhike.words.field import FieldSpec
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Side:
    """What one source says: shown masked where the field is; `stands` when it is the value now."""

    source: str
    collector: str
    on: date
    batch_id: int
    text: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """One value of one record that sources disagree about."""

    customer_id: int
    noun: str
    record_id: int
    field: str
    label: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """One key value of a customer: how it stands (未验证, 单源, 双源), who says so, since when."""

    field: str
    label: str
    text: str
    state: str
    sources: tuple[Side, ...]
    verified: Verified | None


def conflicts_for(viewer: Viewer, *, playbook: Playbook, home: Home) -> list[Conflict]:
    """Return where sources disagree, of the Viewer's customers, but for what was settled since."""
    specs, told = verified_fields(playbook), sources(home)
    key = ("crosscheck", tuple(spec.path for spec in specs), tuple(one.batch_id for one in told))
    found = made_once(key, lambda: {spec.path: _disagreeing(spec, told) for spec in specs})
    conflicts = [
        conflict for spec in specs for conflict in _conflicts(viewer, spec, found[spec.path], told)
    ]
    seen = seen_among(viewer, (one.customer_id for one in conflicts))
    mine = [one for one in conflicts if one.customer_id in seen]
    return _unsettled(mine, specs, playbook)


def _disagreeing(spec: FieldSpec, told: Sequence[Source]) -> pl.DataFrame:
    if len({one.name for one in told}) < 2:
        return disagreeing(said_of(spec, ()))
    return disagreeing(said_of(spec, told))


def _conflicts(
    viewer: Viewer, spec: FieldSpec, found: pl.DataFrame, told: Sequence[Source]
) -> list[Conflict]:
    """Return the disagreements about live records, one a record."""
    by_batch = {one.batch_id: one for one in told}
    rows = _records(spec, found["identity"].unique().to_list())
    owner = "pk" if spec.noun == "customers" else "customer_id"
    conflicts = []
    for (identity,), said in found.group_by("identity", maintain_order=True):
        row = rows.get(str(identity))
        if row is None:
            continue
        hides = hides_person(viewer, row)
        sides = tuple(
            _side(spec, by_batch[batch], value, row, hides=hides)
            for batch, value in said.select("batch", "value").iter_rows()
        )
        conflicts.append(
            Conflict(getattr(row, owner), spec.noun, row.pk, spec.path, spec.label, sides)
        )
    return conflicts


def _records(spec: FieldSpec, identities: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for start in range(0, len(identities), CHUNK):
        rows: Any = NOUNS[spec.noun].model._default_manager
        some = rows.filter(gone_at__isnull=True, identity__in=identities[start : start + CHUNK])
        found |= {row.identity: row for row in some}
    return found


def _now(spec: FieldSpec, row: Any) -> str:
    value = row.own.get(spec.name) if spec.own else getattr(row, column_name(spec))
    return "" if value is None else str(value)


def _side(spec: FieldSpec, source: Source, value: str, row: Any, *, hides: bool) -> Side:
    text, stands = shown(spec, (Text(value, vars(row)),), hides_person=hides), _now(spec, row)
    return Side(source.name, source.collector, source.on, source.batch_id, text, value == stands)


def _unsettled(
    conflicts: list[Conflict], specs: Sequence[FieldSpec], playbook: Playbook
) -> list[Conflict]:
    """Leave out what somebody found right after the sources had their say."""
    ids = {one.customer_id for one in conflicts}
    notes, now = verified_of(ids), texts_of(ids, specs, playbook)

    def is_open(one: Conflict) -> bool:
        key = (one.customer_id, one.field)
        note = notes.get(key)
        same = note is not None and note.value == digest_of(as_one(now.get(key, ())))
        return not (note and same and day_of(note.at) >= max(side.on for side in one.sides))

    return [one for one in conflicts if is_open(one)]


def checked_for(
    viewer: Viewer, customer_id: int, *, playbook: Playbook, home: Home
) -> list[Checked]:
    """Return how each key value of a customer stands; raises NotYours otherwise."""
    customer = customer_for(viewer, customer_id)
    specs, told = verified_fields(playbook), sources(home)
    texts, notes = texts_of([customer_id], specs, playbook), verified_of([customer_id])
    found, hides = [], hides_person(viewer, customer)
    for spec in specs:
        values = texts.get((customer_id, spec.path), ())
        if values:
            sides = _sides(spec, customer, told, hides=hides)
            note = notes.get((customer_id, spec.path))
            right = note if note and note.value == digest_of(as_one(values)) else None
            by = {side.source for side in sides if side.stands} | ({right.how} if right else set())
            state, text = state_of(len(by)), shown(spec, values, hides_person=hides)
            found.append(Checked(spec.path, spec.label, text, state, tuple(sides), right))
    return found


def _sides(
    spec: FieldSpec, customer: Customer, told: Sequence[Source], *, hides: bool
) -> list[Side]:
    rows = _of(spec, customer)
    by_identity = {row.identity: row for row in rows}
    said = last_said(said_of(spec, told, identities=list(by_identity))).collect()
    by_batch = {one.batch_id: one for one in told}
    return [
        _side(spec, by_batch[batch], value, by_identity[identity], hides=hides)
        for identity, batch, value in said.sort("batch")
        .select("identity", "batch", "value")
        .iter_rows()
    ]


def _of(spec: FieldSpec, customer: Customer) -> Iterable[Any]:
    if spec.noun == "customers":
        return [customer]
    if spec.noun == "contacts":
        return list(Contact.objects.live().filter(customer=customer).order_by("id"))
    rows: Any = NOUNS[spec.noun].model._default_manager
    return list(rows.filter(customer=customer, gone_at__isnull=True).order_by("id"))
