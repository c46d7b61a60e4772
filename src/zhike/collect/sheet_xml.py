"""What only a workbook's XML says of a cell: how it is shown, a formula nobody has reckoned."""

import re
import zipfile
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from zhike.collect import limits
from zhike.collect.grid import Range

Place = tuple[int, int]  # row and column as the sheet counts, from 1 and from 0

_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
_CELL = re.compile(rb"<c\s([^>]*)>")
_UNRECKONED = re.compile(
    rb'<c\s((?:(?!t="str")[^>])*)>\s*<f\b[^>]*?(?:/>|>([^<]*)</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_MERGES, _LONGEST = re.compile(rb"<(?:\w+:)?mergeCells\b"), 32  # bytes such a tag begins with
_ADDRESS = re.compile(r"([A-Z]{1,3})(\d+)")
_LETTERS = 26
# Formulas fill whole columns, so of a large sheet they show up in its beginning.
_BEGINNING = 2 * 1024**2
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Shown:
    """`formulas` without a value by place, and the odd `formats` of cells by place."""

    formulas: dict[Place, str] = field(default_factory=dict)
    formats: dict[Place, str] = field(default_factory=dict)


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
        is_small = path.stat().st_size <= limits.SMALL_UP_TO
        xml = _read(packed, part, whole=is_small or bool(styles))
    return Shown(_formulas(xml), _formats(xml, styles) if styles else {})


def merged(path: Path, sheet: str, *, left: int) -> tuple[Range, ...]:
    """Return the merged ranges of an .xlsx; they stand behind its rows, which are only run past.

    `left` is the sheet's first column with cells; columns are counted from it.
    """
    with zipfile.ZipFile(path) as packed:
        part = _part_of(packed, sheet)
        behind = _behind_rows(packed, part) if part else b""
    told = (one.groups() for one in _MERGED.finditer(behind))
    return tuple(
        (int(top), _column(first.decode()) - left, int(bottom), _column(last.decode()) - left)
        for first, top, last, bottom in told
    )


def _behind_rows(packed: zipfile.ZipFile, part: str) -> bytes:
    """Return a sheet's XML from its merged cells on, piece by piece without keeping the rest."""
    with packed.open(part) as file:
        before = b""
        while piece := file.read(_PIECE):
            text = before + piece
            if b"mergeCells" in text and (found := _MERGES.search(text)):
                return text[found.start() :] + file.read()
            before = text[-_LONGEST:]  # the tag may stand across two pieces
    return b""


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


def _read(packed: zipfile.ZipFile, part: str, *, whole: bool) -> bytes:
    """Return a sheet's XML, of a large one all of it only where its beginning has formulas."""
    with packed.open(part) as file:
        beginning = file.read(_BEGINNING)
        return beginning + file.read() if whole or b"<f" in beginning else beginning


def _formulas(xml: bytes) -> dict[Place, str]:
    if b"<f" not in xml:
        return {}
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
