"""Sheets that came before: read as then, where a saved mapping fits their heads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.collect.signature import signature_of
from zhike.records.mapping.lookups import MappingRow, mapping_fitting, mappings_for
from zhike.words.mending import Mending
from zhike.words.recipe import without_off
from zhike.words.sheet import Sheet
from zhike.words.viewer import Viewer

_GENERAL = ("keys", "writing", "owners")


@dataclass(frozen=True, slots=True)
class KnownAgain:
    """What saved mappings say of some sheets; `saved` tells which they are."""

    columns: dict[str, str]
    mending: dict[str, Any]
    create_customers: bool
    saved: list[dict[str, Any]]  # id, name, by, sheet (file#sheet)


def saved_heads(viewer: Viewer) -> dict[str, str]:
    """Return the heads of saved mappings, so that a head row is recognised by them too."""
    heads = {head for row in mappings_for(viewer) for head in row.mapping.values() if head}
    return {head: head for head in sorted(heads)}


def known_again(
    viewer: Viewer, sheets: Sequence[Sheet], *, mending: Mapping[str, Any], saved: int | None = None
) -> KnownAgain | None:
    """Return how sheets are read by the saved mappings that fit; None when none does.

    `mending` said now is laid over what was saved. Of several sheets with a word for the same
    field the first one's counts. `saved` asks for one mapping, for the sheets it fits.
    """
    found = [(sheet, _fitting(viewer, sheet, saved)) for sheet in sheets]
    fitting = [(sheet, row) for sheet, row in found if row is not None]
    if not fitting:
        return None
    columns: dict[str, str] = {}
    said = Mending()
    active = [(sheet, row, *without_off(row.mapping, row.choices)) for sheet, row in fitting]
    for sheet, row, heads, choices in active:
        columns = heads | columns
        said = said.merged(_of(sheet, row, choices))
    return KnownAgain(
        columns,
        said.merged(mending).to_json(),
        any(choices.get("create_customers") for *_, choices in active),
        [_told(sheet, row) for sheet, row in fitting],
    )


def _fitting(viewer: Viewer, sheet: Sheet, saved: int | None) -> MappingRow | None:
    if saved is None:
        return mapping_fitting(viewer, sheet.heads)
    rows = [row for row in mappings_for(viewer) if row.id == saved]
    fits = bool(rows) and signature_of(rows[0].heads) == signature_of(sheet.heads)
    return rows[0] if fits else None


def _told(sheet: Sheet, row: MappingRow) -> dict[str, Any]:
    return {"id": row.id, "name": row.name, "by": row.by, "sheet": f"{sheet.file}#{sheet.sheet}"}


def _of(sheet: Sheet, row: MappingRow, choices: Mapping[str, Any]) -> dict[str, Any]:
    general = {name: choices.get(name, {}) for name in _GENERAL}
    words = [[*word[:3]] for word in choices.get("words", ())]
    return general | {"words": words, "kinds": {f"{sheet.file}#{sheet.sheet}": row.kind}}


def without_saved(viewer: Viewer, saved: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the patch that takes out of a mending what saved mappings (`saved`) put there."""
    rows = {row.id: row for row in mappings_for(viewer)}
    choices = [rows[one["id"]].choices for one in saved if one["id"] in rows]
    patch: dict[str, Any] = {
        name: {key: None for said in choices for key in said.get(name, {})} for name in _GENERAL
    }
    words = [[*word[:2], None] for said in choices for word in said.get("words", ())]
    return patch | {"words": words, "kinds": {one["sheet"]: None for one in saved}}
