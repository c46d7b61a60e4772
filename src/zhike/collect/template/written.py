"""Kept values as cells that the import reads back as the very same values."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from zhike.collect.template.sheets import Cell
from zhike.playbook.playbook import Playbook
from zhike.words.field import FieldSpec

_FEN = {"元": 2, "万元": 6}  # powers of ten between 分 and the unit
_HALF = 0.5
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def written(spec: FieldSpec, value: Any, *, unit: str, playbook: Playbook) -> Cell:
    """Return a kept value as a cell: a number, a day, or the text people would type."""
    if value in (None, ""):
        return None
    if spec.kind == "money":
        return plain(Decimal(int(value)).scaleb(-_FEN.get(unit, 2)))
    if spec.kind == "percent":
        return _percent(float(value))
    if spec.kind == "discount":
        return _discount(float(value))
    if spec.kind in ("whole", "number"):
        return plain(Decimal(str(value)))
    if spec.kind == "yes_no":
        return "是" if value in (True, "true", "True", "是") else "否"
    if spec.kind == "date":
        return value if isinstance(value, date) else str(value)
    return _word(spec, str(value), playbook)


def plain(number: Decimal) -> int | float:
    """Return a number without the decimals it does not need."""
    return int(number) if number == number.to_integral_value() else float(number)


def _word(spec: FieldSpec, value: str, playbook: Playbook) -> str:
    known = {vocabulary.name for vocabulary in playbook.vocabularies}
    if spec.kind != "code" or spec.vocabulary not in known:
        return value
    words = playbook.vocabulary(spec.vocabulary).words
    return next((word.label for word in words if word.word == value), value)


def _percent(share: float) -> str:
    """Return a share in percent with as many digits as it takes to read the same share again."""
    for digits in range(4, 18):
        text = f"{share * 100:.{digits}g}"
        if float(text) / 100 == share:
            return f"{Decimal(text):f}%"
    return f"{Decimal(str(share)) * 100:f}%"


def _discount(share: float) -> str:
    """Return 8% for a share off; more than half is said in 折, as percents could mean either."""
    if share <= _HALF:
        return f"{Decimal(str(round(share * 100, 4))).normalize():f}%"
    return f"{Decimal(str(round((1 - share) * 10, 5))).normalize():f}折"


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a table as csv for Excel (UTF-8 with its mark); no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([_safe(head) for head in heads])
    writer.writerows([_safe(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(cell: Cell) -> Cell:
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(DANGEROUS) else cell
