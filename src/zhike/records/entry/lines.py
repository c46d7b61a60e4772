"""What a form changed of kept rows, value by value, and the lines of an order with it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import models

from zhike.records.blocking.changes import refresh_blocking_with
from zhike.records.entry.bury import bury
from zhike.records.entry.rows import add_rows
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.intake.revise import plain
from zhike.records.interaction.follow import customers_of, refresh_last_follow
from zhike.records.kept import Kept
from zhike.records.revision.changes import next_rev
from zhike.records.rows import update_rows
from zhike.words.proposal import Part
from zhike.words.viewer import Viewer

Values = dict[str, Any]


def difference(noun: Noun, row: Kept, part: Part, wanted: Values) -> tuple[Values, Values]:
    """Return what differs as (before, after), own fields merged into one column."""
    before: Values = {}
    after: Values = {}
    for name in wanted:
        if name not in noun.columns or name in part.own or name.startswith("_"):
            continue
        value = _or_empty(noun.columns[name], wanted[name])
        if getattr(row, name) != value:
            before[name], after[name] = plain(getattr(row, name)), value
    merged = {**row.own, **{name: wanted[name] for name in part.own}}
    merged = {name: value for name, value in merged.items() if value is not None}
    if merged != row.own:
        before["own"], after["own"] = row.own, merged
    return before, after


def _or_empty(column: "models.Field[Any, Any]", value: Any) -> Any:
    return value if value is not None or column.null else column.get_default()


def write_values(noun: Noun, values: Mapping[int, Values]) -> None:
    """Write columns of rows by id, where there are any to write."""
    values = {record_id: columns for record_id, columns in values.items() if columns}
    if not values:
        return
    update_rows(noun.model, list(values.items()), rev=next_rev())
    refresh_last_follow(customers_of(noun.model, list(values)))
    refresh_blocking_with(noun.name, list(values))


def revise_lines(
    order: Any,
    part: Part | None,
    ids: Sequence[int | None],
    undo: dict[str, Any],
    *,
    by: Viewer,
    at: datetime,
) -> bool:
    """Make the lines of an order what the form says; say whether anything changed.

    `ids` are the lines' ids, row by row, None for a new one; a line of nobody's is gone. `undo`
    takes what `put_back` needs.
    """
    kept = {row.pk: row for row in order.lines.filter(gone_at__isnull=True)}
    told = list(zip(ids, part.rows.iter_rows(named=True), strict=True)) if part else []
    undo["values"]["order_lines"] = _changed_lines(kept, part, told)
    new = [place for place, (line_id, _) in enumerate(told) if line_id not in kept]
    if part is not None and new:
        fresh = Part(part.noun, part.rows[new], part.own)
        undo["born"]["order_lines"] = add_rows(by, fresh, parent_id=order.pk, at=at)
    gone = [line_id for line_id in kept if line_id not in set(ids)]
    if gone:
        bury("order_lines", gone, at=at)
        undo["buried"]["order_lines"] = gone
    return bool(undo["values"]["order_lines"] or new or gone)


def _changed_lines(
    kept: Mapping[int, Any], part: Part | None, told: Sequence[tuple[int | None, Values]]
) -> dict[int, Values]:
    """Write the lines that differ; returns what they said before."""
    befores: dict[int, Values] = {}
    afters: dict[int, Values] = {}
    for line_id, wanted in told:
        if part is not None and line_id is not None and line_id in kept:
            before, after = difference(NOUNS["order_lines"], kept[line_id], part, wanted)
            if after:
                befores[line_id], afters[line_id] = before, after
    write_values(NOUNS["order_lines"], afters)
    return befores


def lines_said(undo: Mapping[str, Any]) -> Values:
    """Return in words how many lines of an order changed, came and went."""
    changed = len(undo["values"].get("order_lines", {}))
    born, gone = (len(undo[how].get("order_lines", [])) for how in ("born", "buried"))
    words = [(changed, "改"), (born, "加"), (gone, "减")]
    said = " ".join(f"{word} {count} 行" for count, word in words if count)
    return {"lines": said} if said else {}
