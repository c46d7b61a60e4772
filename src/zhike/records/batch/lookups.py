"""Reading batches: what came in, its problems and the cell a value came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from zhike.records.batch.chest import (
    heights,
    load_asked,
    load_problems,
    load_proposal,
    load_sheets,
    raw_row,
)
from zhike.records.batch.hands import hands_of
from zhike.records.batch.models import Batch, JournalEntry
from zhike.records.batch.readings import Reading, readings_of
from zhike.records.home import Home
from zhike.records.kept import said_place
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal
from zhike.words.sheet import Sheet
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch as lists show it."""

    id: int
    kind: str
    files: list[str]
    state: str
    by: str
    at: datetime
    fates: dict[str, int]
    problem_count: int
    left_over: list[dict[str, Any]]
    mapping: dict[str, str]  # head (file#sheet!head) → field path


class NoSuchBatch(Refused):
    """There is no such batch among those the Viewer may see."""

    status = 404


def batches_for(viewer: Viewer, *, limit: int = 20) -> list[BatchRow]:
    """Return the newest batches the Viewer may see: everybody's, or only the own ones."""
    rows = _seen(viewer).select_related("by").order_by("-id")[:limit]
    return [_row(batch) for batch in rows]


def last_batch(viewer: Viewer) -> int | None:
    """Return the newest accepted batch of customers the Viewer may see."""
    rows = _seen(viewer).filter(state="已接收", kind__contains="customers").order_by("-id")
    found: int | None = rows.values_list("id", flat=True).first()
    return found


def batch_for(viewer: Viewer, batch_id: int) -> BatchRow:
    """Return one batch; refuses when there is none this Viewer may see."""
    batch = _seen(viewer).select_related("by").filter(pk=batch_id).first()
    if batch is None:
        raise NoSuchBatch(_("没有批次 %(batch_id)s，或它不是您导入的。") % {"batch_id": batch_id})
    return _row(batch)


def proposal_of(viewer: Viewer, batch_id: int, *, home: Home) -> Proposal:
    """Return what a batch proposed, as it was kept beside it."""
    return load_proposal(home.batch(batch_for(viewer, batch_id).id))


def problems_of(viewer: Viewer, batch_id: int, *, home: Home) -> pl.DataFrame:
    """Return the problems of a batch (PROBLEM_COLUMNS)."""
    return load_problems(home.batch(batch_for(viewer, batch_id).id))


def proposed_with(viewer: Viewer, batch_id: int) -> dict[str, Any]:
    """Return what a batch's proposal was made with: paths, kind, mapping, token."""
    about: dict[str, Any] = Batch.objects.get(pk=batch_for(viewer, batch_id).id).about
    return about


def sheets_of(
    viewer: Viewer,
    batch_id: int,
    *,
    home: Home,
    rows: int | None = None,
    only: Sequence[int] | None = None,
) -> list[tuple[Sheet, int]]:
    """Return the first rows of each handed-over sheet, word for word, and how many it has.

    Those that were passed over stand last. `only` asks for the rows of these numbers alone.
    """
    folder = home.batch(batch_for(viewer, batch_id).id)
    return list(zip(load_sheets(folder, rows=rows, only=only), heights(folder), strict=True))


def asked_of(viewer: Viewer, batch_id: int, *, home: Home) -> pl.DataFrame | None:
    """Return the rows of a batch a person is to answer for, or None when there are none."""
    return load_asked(home.batch(batch_for(viewer, batch_id).id))


def is_taking_in() -> bool:
    """Say whether any batch is being taken in right now."""
    return bool(taking_in())


def taking_in() -> list[int]:
    """Return the batches being taken in right now."""
    return list(Batch.objects.filter(state="接收中").values_list("id", flat=True))


def were_taken_out(batch_ids: Iterable[int]) -> bool:
    """Say whether any of these, once being taken in, was taken out again and not accepted."""
    wanted = list(batch_ids)
    return bool(wanted) and Batch.objects.filter(pk__in=wanted).exclude(state="已接收").exists()


@dataclass(frozen=True, slots=True)
class Origin:
    """One handed-over row behind a record: what it wrote (None: everything), where, its cells.

    `by_hand` says of heads whose cell was corrected in the step who did it, when and to what;
    `readings` what rules made of cells, by head.
    """

    batch_id: int
    wrote: frozenset[str] | None
    place: str
    cells: dict[str, str]
    by_hand: dict[str, str] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)


def origins_of(
    noun: str, record_id: int, *, born: tuple[int | None, str, int | None], home: Home
) -> list[Origin]:
    """Return the handed-over rows behind a record already looked up, newest first."""
    entries = JournalEntry.objects.filter(noun=noun, record_id=record_id).order_by("-id")
    rows: list[tuple[int | None, frozenset[str] | None, str, int | None]] = [
        (entry.batch_id, frozenset(entry.fields), entry.source, entry.source_row)
        for entry in entries
    ]
    every = [*rows, (born[0], None, born[1], born[2])]
    hands = hands_of({batch_id for batch_id, *_ in every if batch_id is not None})
    found = []
    for batch_id, wrote, source, row in every:
        if batch_id is not None and row is not None:
            folder = home.batch(batch_id)
            cells = raw_row(folder, source, row)
            told = hands[batch_id].told(source, row, cells) if batch_id in hands else {}
            read = readings_of(folder, source, cells)
            found.append(Origin(batch_id, wrote, said_place(source, row), cells, told, read))
    return found


def heads_of(batch_ids: set[int]) -> dict[int, dict[str, list[str]]]:
    """Return by batch which heads were read as which field: `{batch: {path: [head]}}`."""
    found: dict[int, dict[str, list[str]]] = {}
    for batch_id, mapping in Batch.objects.filter(pk__in=batch_ids).values_list("id", "mapping"):
        by_path = found.setdefault(batch_id, {})
        for head, path in mapping.items():
            by_path.setdefault(path, []).append(head.rsplit("!", 1)[-1])
    return found


def _seen(viewer: Viewer) -> Any:
    rows = Batch.objects.all()
    return rows if viewer.scope == "all" else rows.filter(by_id=viewer.account_id)


def _row(batch: Batch) -> BatchRow:
    return BatchRow(
        id=batch.pk,
        kind=batch.kind,
        files=list(batch.files),
        state=batch.state,
        by=batch.by.name,
        at=batch.at,
        fates=batch.fates,
        problem_count=batch.problem_count,
        left_over=batch.left_over,
        mapping=batch.mapping,
    )
