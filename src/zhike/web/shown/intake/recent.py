"""Recent batches as lines, and the counts of one as figures."""

from collections.abc import Container, Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.batch.lookups import BatchRow
from zhike.web.shown.intake.words import COUNTS, kinds_said, state_said
from zhike.words.wording import count


def recent(batches: Sequence[BatchRow], *, originals: Container[int]) -> list[dict[str, Any]]:
    """Return recent batches as lines: files, what came of them, what can still be done.

    `originals` are those whose files may be asked for.
    """
    return [
        {
            "id": batch.id,
            "files": _("、").join(batch.files) or kinds_said(batch.kind),
            "kind": kinds_said(batch.kind),
            "said": said_fates(batch),
            "state": state_said(batch.state),
            "original": batch.id in originals,
            "waits": batch.state == "待确认",
            "undoable": batch.state == "已接收",
            "by": batch.by,
            "at": batch.at,
        }
        for batch in batches
    ]


def said_fates(batch: BatchRow) -> str:
    """Return what becomes of the rows as one line: 新增 342 · 不明 18."""
    return " · ".join(
        f"{word} {count(batch.fates[fate])}"
        for fate, word in COUNTS.items()
        if batch.fates.get(fate)
    )


def counts(batch: BatchRow) -> list[dict[str, Any]]:
    """Return the fates of the handed-over rows as figures."""
    return [
        {
            "name": word,
            "text": count(batch.fates.get(fate, 0)),
            "unit": _("行"),
            "heed": fate in ("unclear", "rejected") and batch.fates.get(fate, 0) > 0,
        }
        for fate, word in COUNTS.items()
    ]


def to_write(batch: BatchRow) -> int:
    """Return how many rows accepting would write."""
    return batch.fates.get("new", 0) + batch.fates.get("changed", 0)


def held_back(batch: BatchRow) -> int:
    """Return how many rows accepting would leave out: they can't be kept, or wait for an answer."""
    return batch.fates.get("rejected", 0) + batch.fates.get("unclear", 0)


def is_kept_already(batch: BatchRow) -> bool:
    """Say whether any of the rows is in the book already, so that writing may change it."""
    return batch.fates.get("changed", 0) + batch.fates.get("same", 0) > 0


def new_customers(batch: BatchRow) -> int:
    """Return how many customers a file of customers alone brought."""
    return batch.fates.get("new", 0) if batch.kind == "customers" else 0
