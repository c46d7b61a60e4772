"""One empty cell of a kept record as somebody types it: read by its cleaner, judged by itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhike.playbook.playbook import Playbook
from zhike.runs.entry import Entry, propose_entry
from zhike.words.field import FieldSpec

_NAMED = "某"  # what a record is called while one of its other cells is read


@dataclass(frozen=True, slots=True)
class ReadCell:
    """What a typed cell becomes: columns of its record; `wrong` says why it can't be kept."""

    spec: FieldSpec
    values: dict[str, Any] = field(default_factory=dict)
    wrong: str = ""
    doubt: str = ""


def read_cell(
    spec: FieldSpec, text: str, *, playbook: Playbook, owners: Mapping[str, int]
) -> ReadCell:
    """Return a typed cell of a customer or contact, read as the import reads it (S3-10, S3-44).

    A cell that would stay empty is wrong here: what was typed is not thrown away.
    """
    row = {f"{spec.noun}.name": _NAMED, spec.path: text.strip()}
    entry = propose_entry(spec.noun, [row], playbook=playbook, owners=owners)
    wrong = _first(entry.wrong, spec)
    values = {} if wrong else _values(entry, spec)
    doubt = _first(entry.doubts, spec)
    if not wrong and all(value is None for value in values.values()):
        wrong, doubt, values = doubt or f"看不懂“{text.strip()}”，请换一种写法", "", {}
    return ReadCell(spec, values, wrong.replace("，没有导入", ""), doubt)


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
        if not name.startswith("_") and name not in beside and value is not None
    }


def _first(troubles: tuple[Any, ...], spec: FieldSpec) -> str:
    said = (one.message for one in troubles if one.path in ("", spec.path))
    return next(iter(said), "")
