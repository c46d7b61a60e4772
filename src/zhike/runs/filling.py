"""One empty cell of a kept record as somebody types it: read by its cleaner, judged by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhike.playbook.playbook import Playbook
from zhike.runs.entry import Entry, propose_entry
from zhike.words.field import FieldSpec

_WORDS = ("person", "industry", "region")  # never figures alone
_NAMED = "某"  # what a record is called while one of its other cells is read


@dataclass(frozen=True, slots=True)
class ReadCell:
    """What a typed cell becomes: columns of its record; `wrong` says why it can't be kept."""

    spec: FieldSpec
    values: dict[str, Any] = field(default_factory=dict)
    wrong: str = ""
    doubt: str = ""

    def is_its_own(self, column: str) -> bool:
        """Say whether a column is of the field itself: industry_code is, a city's region is not."""
        stem = self.spec.name.removesuffix("_text")
        return column == self.spec.name or column.startswith(f"{stem}_")


def read_cell(
    spec: FieldSpec,
    text: str,
    *,
    playbook: Playbook,
    owners: Mapping[str, int],
    beside: Mapping[str, str] | None = None,
) -> ReadCell:
    """Return a typed cell of a customer or contact, read as the import reads it (S3-10, S3-44).

    A cell that would stay empty is wrong here: what was typed is not thrown away. `beside` has
    other cells of the customer by path: a district lies in the customer's city.
    """
    text = text.strip()
    if spec.kind in _WORDS and not any(letter.isalpha() for letter in text):
        return ReadCell(spec, wrong=f"“{text}”不像{spec.label}，请写文字")
    row = {f"{spec.noun}.name": _NAMED, **(beside or {}), spec.path: text}
    entry = propose_entry(spec.noun, [row], playbook=playbook, owners=owners)
    wrong = _first(entry.wrong, spec)
    values = {} if wrong else _values(entry, spec)
    doubt = _first(entry.doubts, spec)
    cell = ReadCell(spec, values, wrong.replace("，没有导入", ""), doubt)
    if not wrong and all(values[name] is None for name in values if cell.is_its_own(name)):
        return ReadCell(spec, wrong=doubt or f"看不懂“{text}”，请换一种写法")
    return cell


def _values(entry: Entry, spec: FieldSpec) -> dict[str, Any]:
    """Return the columns a cell writes, with those that follow from it."""
    part = entry.proposal.part(spec.noun)
    if part is None:
        return {}
    row = part.rows.row(0, named=True)
    beside = set() if spec.name == "name" else {"name"}
    return {
        name: value
        for name, value in row.items()
        if not name.startswith("_") and name not in beside
    }


def _first(troubles: tuple[Any, ...], spec: FieldSpec) -> str:
    said = (one.message for one in troubles if one.path in ("", spec.path))
    return next(iter(said), "")
