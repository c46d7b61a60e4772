"""What people wrote over a customer since a merge, and what stood there before."""

from collections.abc import Iterable
from typing import Any

from zhike.records.history.models import HistoryLine
from zhike.records.intake.revise import plain
from zhike.records.merge.fields import CHOSEN
from zhike.records.merge.journal import Left, fields_of, value_of
from zhike.records.merge.models import Merge

NOUNS = ("customer", "customers")  # as whose lines changes of a customer are written


def is_edit(merge: Merge, left: Left) -> bool:
    """Say whether what stays is a value of the survivor itself, that somebody wrote over."""
    return bool(left["noun"] == "customers" and left["id"] == merge.survivor_id)


def edits_after(merge: Merge, left: Iterable[Left]) -> dict[str, Any]:
    """Return {column: what the survivor had before} of each value written since the merge.

    Where the merge wrote the column too, that is what stood before the merge. `left` is what an
    unmerge keeps: it knows of what an import wrote as well.
    """
    wrote = _written_by(merge)
    columns = [one["column"] for one in left if is_edit(merge, one)]
    found = {name: wrote[name] for name in columns if name in wrote}
    lines = HistoryLine.objects.filter(
        noun__in=NOUNS, record_id=merge.survivor_id, at__gt=merge.at, before__isnull=False
    )
    for line in lines.order_by("id"):
        for name, before in dict(line.before or {}).items():
            if name in CHOSEN:
                found.setdefault(name, before)
    now = merge.survivor
    return {name: was for name, was in found.items() if plain(value_of(now, name)) != was}


def _written_by(merge: Merge) -> dict[str, Any]:
    entries = merge.journal.filter(noun="customers", record_id=merge.survivor_id).order_by("-id")
    return {name: was for entry in entries for name, (was, _now) in fields_of(entry).items()}
