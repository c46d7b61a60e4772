"""A customer's place said in several cells: 南京 in one, 鼓楼区 in another (S3-14)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import polars as pl

from zhike.clean.address_places import ADDRESS, beginning_of, place_of_address
from zhike.clean.address_places import RULE as BY_ADDRESS
from zhike.clean.cells import PLACEHOLDERS
from zhike.clean.region import Region, find_region
from zhike.clean.region_names import codes_of

WITHIN = "S3-14.within"
"""The rule that a place lies in the wider one its row says: no word is wrong, the row is."""
PLACE = "S3-14.place"
"""The rule of cells that says what they were read by; switched off, nothing is read together."""
REGION = "customers.region"
LEVELS = ("province", "city", "district")
CELLS = (REGION, *(f"customers.{level}" for level in LEVELS), ADDRESS)
_NOUN = "customers"
_SAID = (REGION, *(f"{_NOUN}.{level}" for level in LEVELS))
FOLLOWS = f"{_NOUN}._place_follows"
"""How many of LEVELS other cells say where an address says the rest; null where it says none."""
SETTLED = ""
"""What is said of a cell that is understood by the others."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The frame with the places all cells say together, and what is now said of single cells.

    `reasons` has for a path a text a row: null where the cell's own problem stands, empty where
    the cell is understood now, else why it was not taken. The frame has FOLLOWS.
    """

    frame: pl.DataFrame
    reasons: Mapping[str, pl.Series]


def settle_places(frame: pl.DataFrame, texts: pl.DataFrame) -> Settled:
    """Return the rows with each place read within the wider one its row says (S3-14).

    `texts` has the cells of CELLS as they are written, as far as the sheet has them. A name that
    several cities have is the one in the row's city; cells that contradict the wider one give
    nothing but a reason; an address fills only what no other cell says, and one elsewhere is told.
    """
    asked = _asked(texts)
    if len(asked.columns) < 2 and ADDRESS not in asked:
        return Settled(frame, {})
    several = pl.sum_horizontal(pl.all().is_not_null()) > 1
    once = asked.unique().filter(several | _column(asked, ADDRESS).is_not_null())
    rows = [row for cells in once.iter_rows(named=True) if (row := _row(cells)) is not None]
    if not rows:
        return Settled(frame, {})
    known = pl.DataFrame(rows, schema=_schema(asked.columns))
    told = asked.join(known, on=asked.columns, how="left", nulls_equal=True, maintain_order="left")
    places = [
        pl.when(told["_found"].fill_null(value=False))
        .then(told[f"_{path}"])
        .otherwise(_column(frame, path))
        .alias(path)
        for path in _SAID
    ]
    said = {path: told[f"{path}!"] for path in asked.columns}
    return Settled(frame.with_columns(*places, told["_follows"].alias(FOLLOWS)), said)


def _column(frame: pl.DataFrame, path: str) -> pl.Expr:
    return pl.col(path) if path in frame.columns else pl.lit(None, pl.String)


def cells_on(off: Collection[str]) -> tuple[str, ...]:
    """Return the cells that may say a place, without addresses where their rule is off."""
    return tuple(path for path in CELLS if path != ADDRESS or BY_ADDRESS not in off)


def _asked(texts: pl.DataFrame) -> pl.DataFrame:
    """Return the cells that may say a place; of addresses only as much as names one."""
    given = (pl.col(path) for path in CELLS if path in texts)
    return texts.select(given).with_columns(
        beginning_of(pl.col(path)) for path in texts.columns if path == ADDRESS
    )


def _schema(paths: list[str]) -> dict[str, pl.DataType | type[pl.DataType]]:
    texts = (*paths, *(f"{path}!" for path in paths), *(f"_{path}" for path in _SAID))
    return {**dict.fromkeys(texts, pl.String), "_follows": pl.UInt8, "_found": pl.Boolean}


def _row(cells: dict[str, str | None]) -> dict[str, str | int | bool | None] | None:
    """Return what one combination of cells says beyond each alone; None where nothing."""
    place, reasons, follows = settled({path: text for path, text in cells.items() if text})
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
        "_follows": follows,
        "_found": True,
    }


def read_together(path: str, cells: pl.Series, settled: Settled) -> pl.DataFrame:
    """Return raw, value, rule and cells of the cells of a path that are understood now."""
    places = pl.concat_str(_SAID, separator=" · ", ignore_nulls=True)
    read = settled.frame.select(places.alias("value")).with_columns(raw=cells)
    understood = read.filter(settled.reasons[path] == SETTLED)
    counted = understood.group_by("raw", "value", maintain_order=True).len("cells")
    rule = pl.lit(BY_ADDRESS if path == ADDRESS else PLACE)
    return counted.select("raw", "value", rule=rule, cells=pl.col("cells").cast(pl.Int64))


class Together(NamedTuple):
    """The place several cells say, what is now said of single ones, and how FOLLOWS counts it."""

    place: Region | None
    reasons: dict[str, str]
    follows: int | None = None


def settled(cells: Mapping[str, str]) -> Together:
    """Return the place that cells (by path) say together, none where nothing comes of it."""
    hint = find_region(cells.get(REGION, "")) or Region()
    known, reasons = _in_columns(cells, hint)
    if ADDRESS not in cells:
        return Together(known if reasons else None, reasons)
    return _with_address(cells, known if known.province else hint, known, reasons)


def _with_address(
    cells: Mapping[str, str], around: Region, known: Region, reasons: dict[str, str]
) -> Together:
    """Return what the address adds inside the place `around`, or says against the `known` one."""
    address = cells[ADDRESS]
    alone = place_of_address(address)
    if around.province:
        inside = _deeper(around, address, find_region(address))
    else:
        inside = alone if alone and len(_begun(cells, alone)) == len(_filled(cells)) else None
    if inside:
        understood = (path for path in _begun(cells, inside) if find_region(cells[path]) is None)
        told = reasons | dict.fromkeys((*understood, ADDRESS), SETTLED)
        return Together(inside, told, _depth(around))
    if alone and known.province and not _agree(alone, known):
        reasons[ADDRESS] = _addressed_elsewhere(known, alone)
    return Together(known if reasons else None, reasons)


def _in_columns(cells: Mapping[str, str], hint: Region) -> tuple[Region, dict[str, str]]:
    """Return the place of 省, 市 and 区县 within each other, and what is said of single cells."""
    known, reasons = Region(), {}
    for level in LEVELS:
        path = f"{_NOUN}.{level}"
        if path not in cells:
            continue
        alone = find_region(cells[path])
        found = _deeper(known if known.province else hint, cells[path], alone)
        if found is not None and (alone is None or not _agree(found, alone)):
            reasons[path] = SETTLED
        elif found is None and known.province and _is_elsewhere(known, cells[path], alone):
            reasons[path] = _elsewhere(known, cells[path])
        elif found is None and alone is not None and alone.province:
            found = _both(known, alone)
        known = found or known
    return known, reasons


def _filled(cells: Mapping[str, str]) -> dict[str, str]:
    """Return what 省, 市 and 区县 say by their level, without what only fills the gap."""
    said = {level: cells.get(f"{_NOUN}.{level}", "").strip() for level in LEVELS}
    return {level: text for level, text in said.items() if text not in PLACEHOLDERS}


def _begun(cells: Mapping[str, str], place: Region) -> list[str]:
    """Return the cells that say a level of a place, or how its name begins."""
    return [
        f"{_NOUN}.{level}"
        for level, text in _filled(cells).items()
        if getattr(place, level).startswith(text)
    ]


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


def _addressed_elsewhere(known: Region, alone: Region) -> str:
    here, there = _whole(known), _whole(alone)
    return f"地址在{there}，与这一行的{here}不同，两处都照原样保留；请核对"


def _whole(place: Region) -> str:
    """Return 江苏省苏州市吴中区, 上海市浦东新区."""
    return "".join(dict.fromkeys((place.province, place.city, place.district)))


def _both(known: Region, more: Region) -> Region:
    """Return two places that agree as one."""
    return replace(more, **{
        level: getattr(more, level) or getattr(known, level) for level in LEVELS
    })  # fmt: skip
