"""A customer's place said in several cells: 南京 in one, 鼓楼区 in another (S3-14)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from zhike.clean.region import Region, find_region
from zhike.clean.region_names import codes_of

WITHIN = "S3-14.within"
"""The rule that a place lies in the wider one its row says: no word is wrong, the row is."""
PLACE = "S3-14.place"
"""The rule of cells that says what they were read by; switched off, nothing is read together."""
REGION, ADDRESS = "customers.region", "customers.详细地址"
LEVELS = ("province", "city", "district")
CELLS = (REGION, *(f"customers.{level}" for level in LEVELS), ADDRESS)
_NOUN = "customers"
_SAID = (REGION, *(f"{_NOUN}.{level}" for level in LEVELS))
_BEGINNING = r"^[\p{Han} ·,，、\-]{1,24}[区县旗市]"  # of an address, as far as it may name places
SETTLED = ""
"""What is said of a cell that is understood by the others."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The frame with the places all cells say together, and what is now said of single cells.

    `reasons` has for a path a text a row: null where the cell's own problem stands, empty where
    the cell is understood now, else why it was not taken.
    """

    frame: pl.DataFrame
    reasons: Mapping[str, pl.Series]


def settle_places(frame: pl.DataFrame, texts: pl.DataFrame) -> Settled:
    """Return the rows with each place read within the wider one its row says (S3-14).

    `texts` has the cells of CELLS as they are written, as far as the sheet has them. A name that
    several cities have is the one in the row's city; cells that contradict the wider one give
    nothing but a reason; an address fills only what no other cell says.
    """
    asked = _asked(texts)
    if len(asked.columns) < 2:
        return Settled(frame, {})
    once = asked.unique().filter(pl.sum_horizontal(pl.all().is_not_null()) > 1)
    rows = [row for cells in once.iter_rows(named=True) if (row := _row(cells)) is not None]
    if not rows:
        return Settled(frame, {})
    known = pl.DataFrame(rows, schema=_schema(asked.columns))
    told = asked.join(known, on=asked.columns, how="left", nulls_equal=True, maintain_order="left")
    places = [
        pl.when(told["_found"].fill_null(value=False))
        .then(told[f"_{path}"])
        .otherwise(pl.col(path) if path in frame.columns else pl.lit(None, pl.String))
        .alias(path)
        for path in _SAID
    ]
    said = {path: told[f"{path}!"] for path in asked.columns}
    return Settled(frame.with_columns(places), said)


def _asked(texts: pl.DataFrame) -> pl.DataFrame:
    """Return the cells that may say a place; of addresses only as much as names one."""
    beginning = pl.col(ADDRESS).str.extract(f"({_BEGINNING})")
    cells = [beginning if path == ADDRESS else pl.col(path) for path in CELLS if path in texts]
    return texts.select(cells)


def _schema(paths: list[str]) -> dict[str, pl.DataType | type[pl.DataType]]:
    texts = (*paths, *(f"{path}!" for path in paths), *(f"_{path}" for path in _SAID))
    return {**dict.fromkeys(texts, pl.String), "_found": pl.Boolean}


def _row(cells: dict[str, str | None]) -> dict[str, str | bool | None] | None:
    """Return what one combination of cells says beyond each alone; None where nothing."""
    place, reasons = settled({path: text for path, text in cells.items() if text})
    if place is None:
        return None
    macro = find_region(cells.get(REGION) or "")
    values = {REGION: (macro or place).macro, **{
        f"{_NOUN}.{level}": getattr(place, level) for level in LEVELS
    }}  # fmt: skip
    return {
        **cells,
        **{f"{path}!": reasons.get(path) for path in cells},
        **{f"_{path}": value or None for path, value in values.items()},
        "_found": True,
    }


def read_together(cells: pl.Series, frame: pl.DataFrame, where: pl.Series) -> pl.DataFrame:
    """Return raw, value, rule and cells of what was understood `where` other cells tell it."""
    places = pl.concat_str(_SAID, separator=" · ", ignore_nulls=True)
    read = frame.select(places.alias("value")).with_columns(raw=cells).filter(where)
    counted = read.group_by("raw", "value", maintain_order=True).len("cells")
    return counted.select("raw", "value", rule=pl.lit(PLACE), cells=pl.col("cells").cast(pl.Int64))


def settled(cells: Mapping[str, str]) -> tuple[Region | None, dict[str, str]]:
    """Return the place that cells (by path) say together, and what is now said of single ones.

    None where nothing comes of reading them together.
    """
    known, reasons, is_new = Region(), {}, False
    hint = find_region(cells.get(REGION, "")) or Region()
    for level in LEVELS:
        path = f"{_NOUN}.{level}"
        if path not in cells:
            continue
        alone = find_region(cells[path])
        found = _deeper(known if known.province else hint, cells[path], alone)
        if found is not None and (alone is None or not _agree(found, alone)):
            reasons[path], is_new = SETTLED, True
        elif found is None and known.province and _is_elsewhere(known, cells[path], alone):
            reasons[path], is_new = _elsewhere(known, cells[path]), True
        elif found is None and alone is not None and alone.province:
            found = _both(known, alone)
        known = found or known
    beside = (
        _deeper(known, cells[ADDRESS], find_region(cells[ADDRESS])) if ADDRESS in cells else None
    )
    known, is_new = (beside, True) if beside else (known, is_new)
    return (known, reasons) if is_new else (None, {})


def _deeper(known: Region, text: str, alone: Region | None) -> Region | None:
    """Return the smaller place a text names within a known one, None where it names none there."""
    if not known.province:
        return None
    wider = known.province if known.province == known.city else known.province + known.city
    for found in (find_region(wider + text), alone):
        if found and _agree(found, known) and _depth(found) > _depth(known):
            return found
    return None


def _agree(a: Region, b: Region) -> bool:
    """Say whether two places are one within the other."""
    pairs = ((getattr(a, level), getattr(b, level)) for level in LEVELS)
    return all(one == other or not one or not other for one, other in pairs)


def _depth(place: Region) -> int:
    return sum(bool(getattr(place, level)) for level in LEVELS)


def _is_elsewhere(known: Region, text: str, alone: Region | None) -> bool:
    """Say whether a text names a place, or several, of which none is in the known one."""
    if alone is not None:
        return bool(alone.province) and not _agree(alone, known)
    return known.macro != "港澳台" and bool(codes_of(text.strip()))


def _elsewhere(known: Region, text: str) -> str:
    inside = known.district or known.city or known.province
    return f"“{text}”不在{inside}，没有采用；请核对省、市、区县这几栏"


def _both(known: Region, more: Region) -> Region:
    """Return two places that agree as one."""
    return replace(more, **{
        level: getattr(more, level) or getattr(known, level) for level in LEVELS
    })  # fmt: skip
