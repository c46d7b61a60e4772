"""Changing a kept record by hand, and putting it back as it was."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.customer.changes import ChangedMeanwhile
from zhike.records.entry.bury import bury, dig_out
from zhike.records.entry.lines import difference, lines_said, revise_lines, write_values
from zhike.records.entry.rights import insist_writer, owner_of, row_for, said_of
from zhike.records.history.changes import write_line
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.revision.changes import next_rev
from zhike.words.problem import Refused
from zhike.words.proposal import Part, Proposal
from zhike.words.viewer import Viewer

CHANGED = "修改"
Values = dict[str, Any]


@transaction.atomic
def revise(  # noqa: PLR0913 - who, which, to what, as seen when
    viewer: Viewer,
    noun: str,
    record_id: int,
    proposal: Proposal,
    *,
    seen_rev: int,
    at: datetime,
    lines: Sequence[int | None] = (),
    why: str = "",
) -> dict[str, Any]:
    """Write what a form changed of a record; an emptied field is emptied.

    `lines` are the ids of an order's lines as the form had them, None for a new one. Returns what
    `put_back` needs, empty when nothing changed; raises ChangedMeanwhile past `seen_rev`.
    """
    act = f"{CHANGED}{said_of(noun)}"
    insist_writer(viewer, noun, act)
    part = proposal.part(noun)
    if part is None:
        raise Refused(_("这条%(noun)s不能全部清空；不要了请删除它。") % {"noun": _(said_of(noun))})
    row = _as_seen(viewer, noun, record_id, seen_rev)
    before, after = difference(NOUNS[noun], row, part, _wanted(noun, part))
    undo: dict[str, Any] = {"values": {noun: {row.pk: before}}, "born": {}, "buried": {}}
    write_values(NOUNS[noun], {row.pk: after})
    changed = bool(after)
    if noun == "orders":
        changed |= revise_lines(row, proposal.part("order_lines"), lines, undo, by=viewer, at=at)
    if not changed:
        return {}
    _stamp(NOUNS[noun], row.pk)
    write_line(
        act, noun, row.pk, customer_id=owner_of(noun, row), by=viewer.account_id, at=at,
        before=before, after=after | lines_said(undo), why=why,
    )  # fmt: skip
    return undo


@transaction.atomic
def put_back(
    viewer: Viewer, noun: str, record_id: int, told: Mapping[str, Any], *, seen_rev: int,
    at: datetime,
) -> None:  # fmt: skip
    """Take a change of a record back, as `revise` told it; refuses when it changed since."""
    insist_writer(viewer, noun, f"{CHANGED}{said_of(noun)}")
    row = _as_seen(viewer, noun, record_id, seen_rev)
    for name, by_id in told["values"].items():
        kept = {int(key): _typed(NOUNS[name], values) for key, values in by_id.items()}
        write_values(NOUNS[name], kept)
    for name, ids in told["born"].items():
        bury(name, ids, at=at)
    for name, ids in told["buried"].items():
        dig_out(name, ids)
    _stamp(NOUNS[noun], row.pk)
    write_line(
        f"撤销{CHANGED}{said_of(noun)}", noun, row.pk, customer_id=owner_of(noun, row),
        by=viewer.account_id, at=at, after=told["values"].get(noun, {}).get(str(row.pk), {}),
    )  # fmt: skip


def _as_seen(viewer: Viewer, noun: str, record_id: int, seen_rev: int) -> Any:
    row = row_for(viewer, noun, record_id)
    locked = NOUNS[noun].model._default_manager.select_for_update().get(pk=row.pk)
    if locked.rev > seen_rev:
        raise ChangedMeanwhile(
            _("这条%(noun)s刚被别人改过，请先看一眼新的内容再保存。") % {"noun": _(said_of(noun))}
        )
    return locked


def _wanted(noun: str, part: Part) -> Values:
    """Return the row a form proposes, with the columns that follow from others."""
    return NOUNS[noun].derive(part.rows).row(0, named=True)


def _typed(noun: Noun, values: Values) -> Values:
    return {name: noun.columns[name].to_python(value) for name, value in values.items()}


def _stamp(noun: Noun, record_id: int) -> None:
    """Raise the revision of the record itself, also where only its lines changed."""
    noun.model._default_manager.filter(pk=record_id).update(rev=next_rev())
