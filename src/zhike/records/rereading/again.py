"""Batches as they were taken in, and records that still hold what their cells gave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from zhike.clean.address_places import RULE as BY_ADDRESS
from zhike.clean.readings import no_readings
from zhike.records.batch.chest import kinds_of, load_problems, load_proposal, load_sheets
from zhike.records.batch.models import Batch, JournalEntry
from zhike.records.batch.readings import scan_readings
from zhike.records.entry.rights import rows_for
from zhike.records.home import Home
from zhike.records.intake.nouns import NOUNS
from zhike.records.intake.revise import plain
from zhike.records.rows import holding
from zhike.runs.reading_again import Difference, Taken
from zhike.words.mending import Mending
from zhike.words.proposal import PLACE_COLUMNS, Part
from zhike.words.viewer import Viewer

_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Held:
    """One difference with the record it is about, and whether that still holds what was read.

    Where it does not, somebody or something wrote it since: it is listed and left alone.
    """

    record_id: int
    told: Difference
    now: Any
    still: bool


def batches_to_read(viewer: Viewer) -> list[int]:
    """Return the accepted batches the Viewer may see, the newest first."""
    rows = Batch.objects.filter(state="已接收", about__read_again__isnull=True)
    rows = rows if viewer.scope == "all" else rows.filter(by_id=viewer.account_id)
    return list(rows.order_by("-id").values_list("id", flat=True))


@dataclass(frozen=True, slots=True)
class Since:
    """What was read again since, the oldest first: values by batch and place, and by which rule."""

    parts: tuple[Part, ...]
    readings: pl.DataFrame


def rewritten_since(*, home: Home) -> Since:
    """Return what accepted batches of values read again have written."""
    rows = Batch.objects.filter(state="已接收", about__read_again=True).order_by("id")
    folders = [home.batch(one) for one in rows.values_list("id", flat=True)]
    parts = tuple(part for folder in folders for part in load_proposal(folder).parts)
    return Since(parts, pl.concat([no_readings(), *map(_readings, folders)]))


def _readings(folder: Path) -> pl.DataFrame:
    every = scan_readings(folder)
    return no_readings() if every is None else every.collect()


def taken_in(batch_id: int, *, since: Since, home: Home) -> Iterator[Taken]:
    """Yield the sheets of a batch with what their rows hold by now; none without own cells."""
    folder = home.batch(batch_id)
    if not (folder / "about.json").is_file():
        return
    batch = Batch.objects.get(pk=batch_id)
    kinds = kinds_of(folder)
    parts = {part.noun: part.rows for part in load_proposal(folder).parts}
    for again in since.parts:
        if again.noun in parts:
            mine = again.rows.filter(pl.col("_batch") == batch_id)
            parts[again.noun] = _rewritten(parts[again.noun], mine)
    told = pl.concat([_readings(folder), since.readings])
    for sheet, kind in zip(load_sheets(folder), kinds, strict=False):
        here = (pl.col("file") == sheet.file) & (pl.col("sheet") == sheet.sheet)
        yield Taken(
            sheet,
            kind,
            _heads(batch.mapping, sheet.file, sheet.sheet, sheet.heads),
            parts,
            Mending.from_json(batch.about.get("mending")),
            load_problems(folder),
            told.filter(here),
        )


def _rewritten(rows: pl.DataFrame, again: pl.DataFrame) -> pl.DataFrame:
    """Return the rows of a part with the values that were read again since."""
    names = [name for name in again.columns if name in rows.columns and name[0] != "_"]
    asked = again.select(*PLACE_COLUMNS, "_emptied", *(pl.col(n).alias(f"{n}!") for n in names))
    beside = rows.join(asked, on=PLACE_COLUMNS, how="left", maintain_order="left")
    new = {n: pl.col(f"{n}!").cast(rows.schema[n], strict=False) for n in names}
    gone = {n: pl.col("_emptied").list.contains(n).fill_null(value=False) for n in names}
    return beside.select(
        pl.when(gone[n]).then(None).otherwise(pl.coalesce(new[n], n)).alias(n) if n in names else n
        for n in rows.columns
    )


def _heads(mapping: dict[str, str], file: str, sheet: str, heads: Sequence[str]) -> dict[str, str]:
    named = {head: mapping.get(f"{file}#{sheet}!{head}", mapping.get(head, "")) for head in heads}
    return {head: path for head, path in named.items() if path}


def held_by(viewer: Viewer, batch_id: int, found: Sequence[Difference]) -> list[Held]:
    """Return the differences whose records are live ones the Viewer may see."""
    held: list[Held] = []
    for noun in dict.fromkeys(one.noun for one in found):
        mine = [one for one in found if one.noun == noun]
        born = _born(noun, batch_id, [one for one in mine if one.known_id is None])
        ids = [one.known_id or born.get((f"{one.file}#{one.sheet}", one.row)) for one in mine]
        rows = _rows(viewer, noun, {record_id for record_id in ids if record_id})
        pairs = zip(ids, mine, strict=True)
        held += [_held(rows[i], one) for i, one in pairs if i is not None and i in rows]
    return _whole_places(held)


def _whole_places(held: list[Held]) -> list[Held]:
    """Return what an address says as one: where any of it is written since, none of it is still."""
    written = {
        one.record_id
        for one in held
        if one.told.rule == BY_ADDRESS and not one.still and one.now != one.told.after
    }
    return [
        replace(one, still=False)
        if one.told.rule == BY_ADDRESS and one.record_id in written
        else one
        for one in held
    ]


def _born(
    noun: str, batch_id: int, found: Sequence[Difference]
) -> dict[tuple[str, int | None], int]:
    """Return the records a batch made, by the place of their row."""
    if not found:
        return {}
    rows = NOUNS[noun].model._default_manager.filter(born_batch_id=batch_id)
    rows = holding(rows, "source_row", sorted({one.row for one in found}))
    told = rows.order_by().values_list("id", "source", "source_row")
    return {(source, row): record_id for record_id, source, row in told}


def _rows(viewer: Viewer, noun: str, ids: set[int]) -> dict[int, Any]:
    wanted = sorted(ids)
    found: dict[int, Any] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = holding(rows_for(viewer, noun), "id", wanted[start : start + _AT_ONCE])
        found |= {row.pk: row for row in some}
    return found


def _held(row: Any, one: Difference) -> Held:
    now = row.own.get(one.column) if one.own else getattr(row, one.column)
    return Held(row.pk, one, now, _as_kept(now) == _as_kept(one.before))


def _as_kept(value: Any) -> Any:
    """Return a value so that what is empty is equal, and a day equals its text."""
    return None if value in (None, "") else plain(value)


def values_before(batch_id: int, held: Sequence[Held]) -> dict[tuple[str, int, str], Any]:
    """Return what stood in records before a batch wrote them, by noun, id and column."""
    ids = {one.record_id for one in held}
    rows = JournalEntry.objects.filter(batch_id=batch_id, record_id__in=ids)
    found: dict[tuple[str, int, str], Any] = {}
    for noun, record_id, fields in rows.values_list("noun", "record_id", "fields"):
        for column, (before, _after) in fields.items():
            named = before.items() if column == "own" else ((column, before),)
            found |= {(noun, record_id, name): value for name, value in named}
    return found
