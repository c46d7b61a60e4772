"""Making several values of a column one, in all the rows that hold them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.utils.translation import gettext as _

from zhike.clean.field_cells import clean_field
from zhike.playbook.playbook import Playbook
from zhike.records.customer.channel import insist_channel
from zhike.records.customer.scope import insist
from zhike.records.facet.columns import Column, column_of, rows_of
from zhike.records.history.models import HistoryLine
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.revision.changes import next_rev
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

UNIFIED, TAKEN_BACK = "统一取值", "撤销统一取值"
MOST = 50_000  # rows of one act
_AT_ONCE = 1_000
_NOUN = {"customers": "customer", "contacts": "contact"}


@transaction.atomic
def unify_values(
    viewer: Viewer, path: str, values: Sequence[str], into: str, *, at: datetime
) -> int:
    """Give every row of the Viewer's that holds one of these values another; returns how many.

    Each row gets a history line with what it held; `take_back_unified` puts that back.
    """
    insist(viewer, "edit", "统一取值")
    playbook = active_playbook()
    column = column_of(path, playbook)
    after = _read(column, into, playbook)
    held = rows_of(viewer, column).annotate(_value=column.value).filter(_value__in=values)
    rows = list(held.select_for_update(of=("self",))[: MOST + 1])
    if len(rows) > MOST:
        raise Refused(_("超过 %(n)s 行，请先选少一些取值，分几次统一。") % {"n": f"{MOST:,}"})
    changed = [row for row in rows if _now(row, after, column) != after]
    if column.spec.noun == "customers":
        insist_channel(changed, after)
    before = {row.pk: _now(row, after, column) for row in changed}
    _write(changed, dict.fromkeys(before, after), column)
    _say(UNIFIED, viewer, column, changed, before, dict.fromkeys(before, after), at=at)
    return len(changed)


@transaction.atomic
def take_back_unified(viewer: Viewer, path: str, done_at: datetime, *, at: datetime) -> int:
    """Put back what rows held before values were made one, where nobody changed them since."""
    insist(viewer, "edit", "撤销统一取值")
    column = column_of(path, active_playbook())
    lines = HistoryLine.objects.filter(action=UNIFIED, by_id=viewer.account_id, at=done_at)
    told = {line.record_id: (line.before or {}, line.after or {}) for line in lines}
    rows = rows_of(viewer, column).filter(pk__in=list(told)).select_for_update(of=("self",))
    still = [row for row in rows if _now(row, told[row.pk][1], column) == told[row.pk][1]]
    back = {row.pk: told[row.pk][0] for row in still}
    _write(still, back, column)
    _say(TAKEN_BACK, viewer, column, still, {k: told[k][1] for k in back}, back, at=at)
    return len(still)


def _read(column: Column, into: str, playbook: Playbook) -> dict[str, Any]:
    """Return the stored columns of the new value; refuses one that the field doesn't take."""
    if not into.strip():
        raise Refused(_("请写上统一成什么。"))
    cells = pl.Series([into.strip()])
    cleaned, stored = clean_field(column.spec, cells, unit="", playbook=playbook)
    if cleaned.severity.item() and cleaned.values.item() is None and column.spec.kind == "code":
        raise Refused(str(cleaned.reasons.item()))
    return {name: values.item() or "" for name, values in stored.items()}


def _now(row: Any, columns: Mapping[str, Any], column: Column) -> dict[str, Any]:
    if column.spec.own:
        return {name: row.own.get(name, "") for name in columns}
    return {name: getattr(row, name) for name in columns}


def _write(rows: Sequence[Any], values: Mapping[int, Mapping[str, Any]], column: Column) -> None:
    if not rows:
        return
    rev, model = next_rev(), type(rows[0])
    for row in rows:
        row.rev = rev
        if column.spec.own:
            row.own = {**row.own, **values[row.pk]}
        else:
            for name, value in values[row.pk].items():
                setattr(row, name, value)
    names = ["own"] if column.spec.own else list(values[rows[0].pk])
    model._base_manager.bulk_update(rows, [*names, "rev"], batch_size=_AT_ONCE)


def _say(  # noqa: PLR0913 - a history line has these sides
    action: str,
    viewer: Viewer,
    column: Column,
    rows: Sequence[Any],
    before: Mapping[int, Any],
    after: Mapping[int, Any],
    *,
    at: datetime,
) -> None:
    is_customer = column.spec.noun == "customers"
    lines = [
        HistoryLine(
            action=action, noun=_NOUN[column.spec.noun], record_id=row.pk, at=at,
            customer_id=row.pk if is_customer else row.customer_id, by_id=viewer.account_id,
            before=dict(before[row.pk]), after=dict(after[row.pk]),
        )
        for row in rows
    ]  # fmt: skip
    HistoryLine.objects.bulk_create(lines, batch_size=_AT_ONCE)
