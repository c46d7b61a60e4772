"""What came to a customer after a merge, laid out to be divided when the merge is undone."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from zhike.records.customer.named import shown_name
from zhike.records.home import Home
from zhike.records.merge.belongings import HANGING, JOURNALLED, Hanging
from zhike.records.merge.edits import edits_after
from zhike.records.merge.journal import Left, fields_of, put_back, value_of
from zhike.records.merge.models import Merge, MergeEntry
from zhike.records.merge.opened import open_merge
from zhike.records.merge.typed_as import Called, Party, parties_of, side_of
from zhike.records.merge.wording import row_said
from zhike.words.viewer import Viewer

MOST = 200  # lines a page lays out; the rest stays with the survivor


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that came after the merge; `side` is the customer it is proposed to go to."""

    key: str  # orders:12, or customers:remark for an edited value
    noun: str
    said: str
    on: date | None
    side: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Division:
    """What an unmerge would do: `back` counts what returns by noun, `left` what stays."""

    merge_id: int
    at: datetime
    by: str
    survivor: Party
    sides: tuple[Party, ...]
    lines: tuple[Line, ...]
    more: int
    back: dict[str, int]
    left: tuple[Left, ...]


def division_for(viewer: Viewer, merge_id: int, *, home: Home) -> Division:
    """Return what undoing a merge would give back, keep, and leave to be divided."""
    merge = open_merge(viewer, merge_id)
    called = parties_of(viewer, [merge.survivor_id, *merge.absorbed])
    survivor, *others = (one.party for one in called)
    entries = list(merge.journal.order_by("-id"))
    left = tuple(one for entry in entries for one in _would_stay(entry))
    came = list(came_after(merge))
    edited = [_edit(viewer, merge, column) for column in edits_after(merge, left)]
    lines = [_line(hanging, row, called, home) for hanging, row in came[:MOST]]
    return Division(
        merge.pk, merge.at, merge.by.name, survivor, tuple(others), (*edited, *lines),
        max(0, len(came) - MOST), _going_back(entries), left,
    )  # fmt: skip


def came_after(merge: Merge) -> Iterator[tuple[Hanging, Any]]:
    """Give each row that hangs on the survivor and came in after the merge, the newest first.

    What another merge brought is that merge's to give back.
    """
    brought = _brought_by_others(merge)
    for hanging in HANGING:
        if hanging.column != "customer_id":
            continue
        rows: Any = hanging.model._default_manager
        later = rows.filter(
            hanging.where, customer_id=merge.survivor_id, **{f"{hanging.born}__gt": merge.at}
        )
        for row in later.order_by("-pk"):
            if (hanging.noun, row.pk) not in brought:
                yield hanging, row


def _brought_by_others(merge: Merge) -> set[tuple[str, int]]:
    moved = MergeEntry.objects.filter(
        merge__survivor_id=merge.survivor_id, merge__undone_at=None, fields__has_key="customer_id"
    )
    return set(moved.values_list("noun", "record_id"))


def _would_stay(entry: MergeEntry) -> list[Left]:
    row = JOURNALLED[entry.noun]._base_manager.filter(pk=entry.record_id).first()
    return put_back(entry, row, rev=0, dry=True) if row else []


def _edit(viewer: Viewer, merge: Merge, column: str) -> Line:
    survivor = merge.survivor
    is_name = column == "name"
    value = shown_name(viewer, survivor) if is_name else value_of(survivor, column)
    return Line(
        f"customers:{column}", "customers", "" if value is None else str(value), None,
        merge.survivor_id, _("合并后改的"),
    )  # fmt: skip


def _line(hanging: Hanging, row: Any, called: list[Called], home: Home) -> Line:
    side, why = side_of(row, called, home=home)
    born = getattr(row, hanging.born).astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    return Line(
        f"{hanging.noun}:{row.pk}", hanging.noun, row_said(hanging.noun, row), born, side, why
    )


def _going_back(entries: list[MergeEntry]) -> dict[str, int]:
    moved = Counter(
        entry.noun
        for entry in entries
        if entry.noun != "customers" and fields_of(entry).keys() & {"customer_id", "gone_at"}
    )
    return dict(moved)
