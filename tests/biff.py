"""A small writer of .xls workbooks (BIFF8 in an OLE2 container), for reading them in tests."""

import struct
from collections.abc import Sequence
from datetime import date
from pathlib import Path

Cell = str | float | date | None
Merged = tuple[int, int, int, int]  # first row, last row, first column, last column; 0-based

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096  # smaller streams would lie in the mini stream
_BOOK, _SHEET = 0x0005, 0x0010
_PLAIN, _DAY = 0, 1  # the cell formats (XF) written below
_EPOCH = date(1899, 12, 30)


def write_xls(
    path: Path,
    *sheets: tuple[str, Sequence[Sequence[Cell]]],
    merged: Sequence[Merged] = (),
    hidden: Sequence[str] = (),
    locked: bool = False,
) -> Path:
    """Write sheets of texts, numbers and days; `merged` counts for the first sheet."""
    bodies = [_sheet(rows, merged if place == 0 else ()) for place, (_, rows) in enumerate(sheets)]
    names = [name for name, _ in sheets]
    start = len(_globals(names, [0] * len(names), hidden, locked))
    offsets = [start + sum(map(len, bodies[:place])) for place in range(len(bodies))]
    stream = _globals(names, offsets, hidden, locked) + b"".join(bodies)
    path.write_bytes(_container("Workbook", stream))
    return path


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _globals(
    names: Sequence[str], offsets: Sequence[int], hidden: Sequence[str], locked: bool
) -> bytes:
    parts = [_record(0x0809, struct.pack("<HHHHII", 0x0600, _BOOK, 0x0DBB, 0x07CC, 0, 6))]
    if locked:
        parts.append(_record(0x002F, struct.pack("<HHH", 1, 1, 1) + b"\x01" * 48))
    parts.append(_record(0x0042, struct.pack("<H", 1200)))  # code page UTF-16
    parts += [_record(0x00E0, struct.pack("<HH", 0, format_) + bytes(16)) for format_ in (0, 14)]
    for name, offset in zip(names, offsets, strict=True):
        text = name.encode("utf-16-le")
        head = struct.pack("<IBBBB", offset, int(name in hidden), 0, len(name), 1)
        parts.append(_record(0x0085, head + text))
    return b"".join([*parts, _record(0x000A)])


def _sheet(rows: Sequence[Sequence[Cell]], merged: Sequence[Merged]) -> bytes:
    width = max((len(row) for row in rows), default=0)
    parts = [
        _record(0x0809, struct.pack("<HHHHII", 0x0600, _SHEET, 0x0DBB, 0x07CC, 0, 6)),
        _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0)),
    ]
    for at, row in enumerate(rows):
        parts += [
            _cell(at, column, cell) for column, cell in enumerate(row) if cell not in (None, "")
        ]
    if merged:
        ranges = b"".join(struct.pack("<HHHH", *one) for one in merged)
        parts.append(_record(0x00E5, struct.pack("<H", len(merged)) + ranges))
    return b"".join([*parts, _record(0x000A)])


def _cell(row: int, column: int, cell: Cell) -> bytes:
    if isinstance(cell, str):
        text = cell.encode("utf-16-le")
        head = struct.pack("<HHHHB", row, column, _PLAIN, len(text) // 2, 1)
        return _record(0x0204, head + text)
    if isinstance(cell, date):
        days = float((cell - _EPOCH).days)
        return _record(0x0203, struct.pack("<HHHd", row, column, _DAY, days))
    assert cell is not None
    return _record(0x0203, struct.pack("<HHHd", row, column, _PLAIN, float(cell)))


def _container(name: str, stream: bytes) -> bytes:
    """Return an OLE2 file that holds one stream: header, allocation table, directory, stream."""
    stream = stream.ljust(max(_SMALLEST, -(-len(stream) // _SECTOR) * _SECTOR), b"\x00")
    sectors = len(stream) // _SECTOR
    tables = 1
    while (tables + 1 + sectors) > tables * _SECTOR // 4:
        tables += 1
    first = tables + 1  # the tables, then the directory, then the stream
    chain = [_FAT] * tables + [_END] + [first + at + 1 for at in range(sectors - 1)] + [_END]
    chain += [_FREE] * (tables * _SECTOR // 4 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, tables, tables, 0, _SMALLEST, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(tables), *([_FREE] * (109 - tables)))
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, first, len(stream))
    directory = directory.ljust(_SECTOR, b"\x00")
    return header + struct.pack(f"<{len(chain)}I", *chain) + directory + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\x00").encode("utf-16-le")
    links = struct.pack("<III", _FREE, _FREE, child)
    return (
        text.ljust(64, b"\x00")
        + struct.pack("<HBB", len(text), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
