"""Kept cells read once more by today's rules and words: what would come out otherwise (S3-44)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from zhike.clean.address_places import ADDRESS
from zhike.clean.address_places import RULE as BY_ADDRESS
from zhike.clean.findings import no_problems
from zhike.clean.parts import parts_of
from zhike.clean.readings import no_readings
from zhike.clean.rows import CleanSheet
from zhike.clean.writing import stored_columns
from zhike.collect.mended import mended
from zhike.playbook.playbook import Playbook
from zhike.runs.reckoning import standardised
from zhike.runs.understanding import Wish, understand
from zhike.words import sheet as words
from zhike.words.mending import NOTHING_MENDED, Mending
from zhike.words.proposal import PLACE_COLUMNS
from zhike.words.sheet import Sheet

_PLACES = ("region", "province", "city", "district")  # what an address may say, too
_KEYS = ("external_id", "number", "name")  # by which a row is known: never changed afterwards


_Cell = tuple[str, str, str]  # head, path, raw


@dataclass(frozen=True, slots=True)
class Taken:
    """A sheet as it was taken in: kind, heads with their fields, mending, parts, what was said."""

    sheet: Sheet
    kind: str
    heads: Mapping[str, str]  # head → field path
    parts: Mapping[str, pl.DataFrame]
    mending: Mending = NOTHING_MENDED
    problems: pl.DataFrame = field(default_factory=no_problems)
    readings: pl.DataFrame = field(default_factory=no_readings)


@dataclass(frozen=True, slots=True)
class Difference:
    """One stored value that today comes out otherwise, and the cell that says it.

    `known_id` is the record where it was kept before its batch, else the place tells it. `rule` is
    what reads the cell now or, where nothing does any more, what read it then; empty for neither.
    """

    noun: str
    file: str
    sheet: str
    row: int
    known_id: int | None
    column: str
    own: bool
    head: str
    path: str
    raw: str
    before: Any
    after: Any
    rule: str


@dataclass(frozen=True, slots=True)
class Reread:
    """What of a sheet comes out otherwise, and how many kept rows could not be without a value."""

    differences: list[Difference]
    stuck: int


def read_again(taken: Taken, *, playbook: Playbook) -> Reread:
    """Return what of a sheet comes out otherwise by this playbook.

    Refused where the sheet can't be read by today's fields. Keys, sums and colleagues stay, and so
    does every value of a row that could not be kept without it: a payment's amount.
    """
    sheet, mapping = taken.sheet, _mapping(taken, playbook)
    corrected = mended(sheet, mapping, taken.mending)
    cleaned = standardised(corrected, mapping, playbook=playbook, kind=taken.kind)
    found = _Found(taken, cleaned, corrected)
    columns = _columns(mapping, playbook)
    parts = parts_of(taken.kind, cleaned.frame)
    differences = [
        one
        for noun, rows in parts.items()
        for one in found.of(noun, _without_sums(rows), columns.get(noun, {}))
    ]
    return Reread(differences, _stuck(taken, cleaned.frame))


def _stuck(taken: Taken, standing: pl.DataFrame) -> int:
    """Return how many rows that were taken in would fall today."""
    kept = taken.parts.get(taken.kind)
    if kept is None:
        return 0
    here = (pl.col("_file") == taken.sheet.file) & (pl.col("_sheet") == taken.sheet.sheet)
    mine = kept.filter(here & (pl.col("_fate") != "unclear")).select("_row").unique()
    return mine.join(standing.select("_row"), on="_row", how="anti").height


def _mapping(taken: Taken, playbook: Playbook) -> words.Mapping:
    """Return the columns of then, with their units; the heads must still be read the same."""
    wish = Wish(taken.kind, {path: head for head, path in taken.heads.items()})
    (one, *_rest), _over = understand([taken.sheet], playbook=playbook, wish=wish)
    columns = [c for c in one.mapping.columns if taken.heads.get(c.head) == c.path]
    return words.Mapping(tuple(c for c in columns if c.path and not c.reckoned))


def _columns(
    mapping: words.Mapping, playbook: Playbook
) -> dict[str, dict[str, tuple[str, str, bool]]]:
    """Return by noun and stored column the head, the path and whether it is an own field."""
    found: dict[str, dict[str, tuple[str, str, bool]]] = {}
    for head, path in mapping.heads().items():
        spec = playbook.field(path)
        if spec.kind != "account" and spec.name not in _KEYS:
            for column in stored_columns(spec, playbook):
                found.setdefault(spec.noun, {})[column] = (head, path, spec.own)
    for head in (head for head, path in mapping.heads().items() if path == ADDRESS):
        said = dict.fromkeys(_PLACES, (head, ADDRESS, False))
        found["customers"] = said | found["customers"]
    return found


def _without_sums(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(~pl.col("_summed")) if "_summed" in rows.columns else rows


def _with_columns(rows: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Return the rows with columns of texts, empty where they had none."""
    more = [name for name in names if name not in rows.columns]
    return rows.with_columns(pl.lit(None, pl.String).alias(name) for name in more)


class _Found:
    """What is found of one sheet, noun by noun."""

    def __init__(self, taken: Taken, cleaned: CleanSheet, corrected: Sheet) -> None:
        """Lay the cells, their rules and their problems ready."""
        self._taken = taken
        self._sheet = corrected
        self._now = _rules(cleaned.readings)
        self._then = _rules(taken.readings)
        told = taken.problems.filter(
            (pl.col("file") == corrected.file) & (pl.col("sheet") == corrected.sheet)
        )
        self._unread = set(told.select("row", "column").iter_rows())
        self._address = next((h for h, path in taken.heads.items() if path == ADDRESS), "")

    def of(
        self, noun: str, rows: pl.DataFrame, columns: Mapping[str, tuple[str, str, bool]]
    ) -> Iterator[Difference]:
        """Yield what of a noun's rows comes out otherwise."""
        before = self._taken.parts.get(noun)
        if before is None or rows.is_empty():
            return
        kept = before.filter(pl.col("_fate") != "unclear").unique(PLACE_COLUMNS, keep="first")
        said = _PLACES if self._address and noun == "customers" else ()
        rows, kept = _with_columns(rows, said), _with_columns(kept, said)
        both = rows.join(kept, on=PLACE_COLUMNS, suffix="?", maintain_order="left")
        for column, (head, path, own) in columns.items():
            if column in rows.columns and f"{column}?" in both.columns:
                yield from self._one(noun, both, column, (head, path, own))

    def _one(
        self, noun: str, both: pl.DataFrame, column: str, told: tuple[str, str, bool]
    ) -> Iterator[Difference]:
        head, path, own = told
        was = pl.col(f"{column}?").cast(both.schema[column], strict=False)
        other = both.filter(pl.col(column).ne_missing(was))
        texts = self._texts(other, head)
        addresses = self._texts(other, self._address) if self._address else texts
        names = (*PLACE_COLUMNS, "_known_id", f"{column}?", column)
        rows = other.select(names).iter_rows()
        for raw, address, values in zip(texts, addresses, rows, strict=True):
            file, sheet, row, known_id, before, after = values
            cell = self._cell(column, (head, path, raw), address)
            rule = self._rule(cell)
            if before is not None or (row, head) in self._unread or self._is_learnt(cell):
                yield Difference(
                    noun, file, sheet, row, known_id, column, own, *cell, before, after, rule
                )

    def _cell(self, column: str, cell: _Cell, address: str) -> _Cell:
        """Return the cell a value comes from: an empty 省 says nothing, the address may."""
        said = self._address, ADDRESS, address
        by_address = column in _PLACES and not self._rule(cell) and self._rule(said) == BY_ADDRESS
        return said if by_address else cell

    def _rule(self, cell: _Cell) -> str:
        head, _path, raw = cell
        return self._now.get((head, raw)) or self._then.get((head, raw)) or ""

    def _is_learnt(self, cell: _Cell) -> bool:
        """Say whether an address says a place today that it did not say then."""
        head, _path, raw = cell
        return self._rule(cell) == BY_ADDRESS and (head, raw) not in self._then

    def _texts(self, rows: pl.DataFrame, head: str) -> list[str]:
        cells = self._sheet.frame.select("_row", pl.col(head).alias("_cell"))
        beside = rows.select("_row").join(cells, on="_row", how="left", maintain_order="left")
        return beside["_cell"].fill_null("").to_list()


def _rules(readings: pl.DataFrame) -> dict[tuple[str, str], str]:
    told = readings.select("column", "raw", "rule").iter_rows()
    return {(column, raw): rule for column, raw, rule in told}


def without(playbook: Playbook, rule_id: str) -> Playbook:
    """Return the playbook with one more rule off."""
    return playbook.revised(rules_off=(*playbook.rules_off, rule_id))


def only_of(found: list[Difference], rule_id: str) -> list[Difference]:
    """Return the differences a rule has a part in; all where none is named."""
    return [one for one in found if not rule_id or rule_id in one.rule.split("+")]
