"""What only a workbook's XML says: how cells are shown, formulas nobody reckoned, merged cells."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import IO

from zhike.collect.grid import Range

Place = tuple[int, int]  # row and column as the sheet counts, from 1 and from 0

_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_CELL = re.compile(rb"<c\s([^>]*)>")
_UNRECKONED = re.compile(
    rb'<c\s((?:(?!t="str")[^>])*)>\s*<f\b[^>]*?(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_FORMULA = re.compile(rb"<f\b")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")
_LETTERS = 26
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Shown:
    """`formulas` without a value and the odd `formats` of cells by place, and merged ranges.

    Rows are counted from 1 and columns from the sheet's first, whether it has cells or not.
    """

    formulas: dict[Place, str] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)
    merged: tuple[Range, ...] = ()


def is_xml(path: Path) -> bool:
    """Say whether the sheets of a workbook are XML that can be looked at."""
    return path.suffix.lower() in (".xlsx", ".xlsm")


def shown(path: Path, sheet: str, *, odd: re.Pattern[str]) -> Shown:
    """Return what the XML of an .xlsx says of a sheet's cells; of any other file nothing.

    `odd` finds the number formats asked about, e.g. those with a foreign currency.
    """
    if not is_xml(path):
        return Shown()
    with zipfile.ZipFile(path) as packed:
        part = _part_of(packed, sheet)
        if not part:
            return Shown()
        styles = _odd_styles(packed, odd)
        with packed.open(part) as file:
            return _run_past(file, styles)


def _run_past(file: IO[bytes], styles: dict[str, str]) -> Shown:
    """Return what a sheet says, row by row without keeping them; merged ranges stand behind."""
    formulas: dict[Place, str] = {}
    formats: dict[Place, str] = {}
    text = b""
    for text in _rows(file):
        if _FORMULA.search(text):
            formulas |= _formulas(text)
        if styles:
            formats |= _formats(text, styles)
    return Shown(formulas, formats, _ranges(text))


def _rows(file: IO[bytes]) -> Iterator[bytes]:
    """Yield some whole rows after the other, at last what stands behind them."""
    kept: list[bytes] = []
    while piece := file.read(_PIECE):
        end = piece.rfind(b"row>") + len(b"row>")
        if end < len(b"row>"):
            kept.append(piece)
            continue
        yield b"".join((*kept, piece[:end]))
        kept = [piece[end:]]
    yield b"".join(kept)


def _ranges(xml: bytes) -> tuple[Range, ...]:
    told = (one.groups() for one in _MERGED.finditer(xml))
    return tuple(
        (int(top), _column(first.decode()), int(bottom), _column(last.decode()))
        for first, top, last, bottom in told
    )


def _part_of(packed: zipfile.ZipFile, sheet: str) -> str:
    """Return the file of a sheet inside the workbook, or nothing where it isn't told."""
    told = [one for one in _tags(packed, "xl/workbook.xml", "sheet") if one.get("name") == sheet]
    parts = _tags(packed, "xl/_rels/workbook.xml.rels", "Relationship")
    wanted = {one.get("r:id", "") for one in told}
    target = next((one["Target"] for one in parts if one.get("Id") in wanted), "")
    part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return part if target and part in packed.namelist() else ""


def _odd_styles(packed: zipfile.ZipFile, odd: re.Pattern[str]) -> dict[str, str]:
    """Return {number of a cell's style: its format} of the odd formats."""
    formats = {
        one["numFmtId"]: one["formatCode"]
        for one in _tags(packed, "xl/styles.xml", "numFmt")
        if odd.search(one.get("formatCode", ""))
    }
    used = _tags(packed, "xl/styles.xml", "xf", within="cellXfs") if formats else []
    numbered = ((str(at), formats.get(one.get("numFmtId", ""))) for at, one in enumerate(used))
    return {at: code for at, code in numbered if code}


def _tags(
    packed: zipfile.ZipFile, part: str, name: str, *, within: str = ""
) -> list[dict[str, str]]:
    """Return the attributes of each element of a name."""
    if part not in packed.namelist():
        return []
    text = packed.read(part).decode("utf-8", "replace")
    if within:
        text = text.partition(f"<{within}")[2].partition(f"</{within}>")[0]
    found = re.findall(rf"<(?:\w+:)?{name}\s([^>]*)>", text)
    return [{key: unescape(value) for key, value in _ATTRIBUTE.findall(one)} for one in found]


def _formulas(xml: bytes) -> dict[Place, str]:
    found = (
        (_place(one[1]), unescape((one[2] or b"").decode())) for one in _UNRECKONED.finditer(xml)
    )
    return {place: f"={formula}" for place, formula in found if place}


def _formats(xml: bytes, styles: dict[str, str]) -> dict[Place, str]:
    found = {}
    for one in _CELL.finditer(xml):
        code = styles.get(dict(_ATTRIBUTE.findall(one[1].decode())).get("s", ""))
        place = _place(one[1]) if code else None
        if code and place:
            found[place] = code
    return found


def _place(attributes: bytes) -> Place | None:
    """Return row and column of a cell: C7 is (7, 2)."""
    told = dict(_ATTRIBUTE.findall(attributes.decode())).get("r", "")
    address = _ADDRESS.fullmatch(told)
    return (int(address[2]), _column(address[1])) if address else None


def _column(letters: str) -> int:
    """Return the place of a column by its letters: A is 0, AA is 26."""
    column = 0
    for letter in letters:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column - 1
