"""Taking one source's value: written where it differs, and noted as found right."""

from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.records.catalogue.filled import is_filled
from zhike.records.catalogue.retention import columns_of
from zhike.records.crosscheck.said import column_name, sources
from zhike.records.customer.pieces import refresh_search
from zhike.records.entry.amend import put_back, revise
from zhike.records.entry.rights import owner_of, row_for, rows_for
from zhike.records.home import Home
from zhike.records.intake.nouns import NOUNS
from zhike.records.reverify.values import as_one, texts_of
from zhike.records.verification.changes import take_back_verified, verify
from zhike.runs.filling import ReadCell
from zhike.words.field import FieldSpec
from zhike.words.problem import Refused
from zhike.words.proposal import PROBLEM_COLUMNS, Part, Proposal
from zhike.words.viewer import Viewer


@transaction.atomic
def choose_said(  # noqa: PLR0913 - which value of which record, by whose word, known how
    viewer: Viewer,
    spec: FieldSpec,
    record_id: int,
    batch_id: int,
    *,
    how: str,
    playbook: Playbook,
    home: Home,
    at: datetime,
) -> dict[str, Any]:
    """Let what one batch said of a value stand; returns what `take_back_choice` needs (S1-27)."""
    row = row_for(viewer, spec.noun, record_id)
    values = _said(spec, row.identity, batch_id, home)
    why = _("核对来源：%(label)s") % {"label": spec.label}
    written = _written(viewer, spec, row, values, why=why, at=at)
    return _noted(viewer, spec, row, written, how=how, playbook=playbook, at=at)


@transaction.atomic
def correct_value(
    viewer: Viewer, customer_id: int, cell: ReadCell, *, how: str, playbook: Playbook, at: datetime
) -> dict[str, Any]:
    """Write a key value anew and note it as found right; returns what `take_back_choice` needs.

    Of something several of a customer's records have, it is not said which one is meant: refused.
    """
    if cell.wrong:
        raise Refused(cell.wrong)
    row = _only(viewer, cell.spec, customer_id)
    values = {name: cell.values.get(name) for name in _columns(cell.spec)}
    given = {name: value for name, value in values.items() if value is not None}
    why = _("复核更正：%(label)s") % {"label": cell.spec.label}
    written = _written(viewer, cell.spec, row, given, why=why, at=at)
    return _noted(viewer, cell.spec, row, written, how=how, playbook=playbook, at=at)


def _only(viewer: Viewer, spec: FieldSpec, customer_id: int) -> Any:
    if spec.noun == "customers":
        return row_for(viewer, "customers", customer_id)
    noun = NOUNS[spec.noun]
    rows = rows_for(viewer, spec.noun).filter(is_filled(noun, spec), customer_id=customer_id)
    found = list(rows[:2])
    if len(found) != 1:
        raise Refused(_("这一栏不止一处，请到客户页上修改。"))
    return found[0]


def _noted(  # noqa: PLR0913 - whose value, how it was settled, how it is known, when
    viewer: Viewer, spec: FieldSpec, row: Any, written: dict[str, Any], *, how: str,
    playbook: Playbook, at: datetime,
) -> dict[str, Any]:  # fmt: skip
    """Note a value that was just settled as found right; return how to take both back."""
    _found_again(spec.noun, row.pk, written)
    customer_id = owner_of(spec.noun, row) or 0
    now = texts_of([customer_id], [spec], playbook)[customer_id, spec.path]
    kept = verify(viewer, {customer_id: {spec.path: as_one(now)}}, how=how, at=at)
    rev = row_for(viewer, spec.noun, row.pk).rev
    return {"noun": spec.noun, "id": row.pk, "before": written, "rev": rev, "notes": kept}


def take_back_choice(viewer: Viewer, told: dict[str, Any], *, at: datetime) -> None:
    """Put the value back as it was before `choose_said`; refuses when it changed since."""
    with transaction.atomic():
        if told["before"]:
            put_back(viewer, told["noun"], told["id"], told["before"], seen_rev=told["rev"], at=at)
            _found_again(told["noun"], told["id"], told["before"])
        if told["notes"]:
            take_back_verified(viewer, told["notes"], at=at)


def _written(
    viewer: Viewer, spec: FieldSpec, row: Any, values: dict[str, Any], *, why: str, at: datetime
) -> dict[str, Any]:
    own = (spec.name,) if spec.own else ()
    part = Part(spec.noun, pl.DataFrame([values]), own)
    problems = pl.DataFrame(schema=dict.fromkeys(PROBLEM_COLUMNS, pl.String))
    proposal = Proposal(spec.noun, (), (part,), problems)
    return revise(viewer, spec.noun, row.pk, proposal, seen_rev=row.rev, at=at, why=why)


def _found_again(noun: str, record_id: int, written: dict[str, Any]) -> None:
    if noun == "customers" and written:
        refresh_search([record_id])


def _columns(spec: FieldSpec) -> list[str]:
    return [spec.name] if spec.own else sorted(columns_of(spec))


def _said(spec: FieldSpec, identity: str, batch_id: int, home: Home) -> dict[str, Any]:
    """Return what a batch said of a record's field, every column of it."""
    source = next((one for one in sources(home) if one.batch_id == batch_id), None)
    file = source.part(spec.noun) if source else None
    if file is None or not file.exists():
        raise Refused(_("这个来源已经不在了，请看一眼现在的名单。"))
    there = [name for name in _columns(spec) if name in pl.read_parquet_schema(file)]
    rows = pl.scan_parquet(file).filter(pl.col("_identity") == identity).select(there).collect()
    said = rows.filter(pl.col(column_name(spec)).is_not_null())
    if said.is_empty():
        raise Refused(_("这个来源没有说过这一栏，请看一眼现在的名单。"))
    return said.row(-1, named=True)
