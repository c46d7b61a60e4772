"""Which sheets were found, and what a person takes them for."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhike.web.shown.intake.words import LABELS, kind_said

UNREAD = "-"


def kinds() -> list[tuple[str, str]]:
    """Return the kinds a sheet may be taken for, with what they are called."""
    return [(kind, kind_said(kind)) for kind in LABELS]


def chosen_kinds(understood: Mapping[str, Any], chosen: Mapping[str, str]) -> dict[str, str]:
    """Return {file#sheet: kind} of the sheets that are to be read otherwise than they are.

    `chosen` holds `kind-<number>` of the sheets read and `back-<number>` of those left out.
    """
    read = _changed(understood["sheets"], chosen, "kind")
    return read | _changed(understood.get("passed_over", ()), chosen, "back")


def _changed(
    sheets: Sequence[Mapping[str, Any]], chosen: Mapping[str, str], word: str
) -> dict[str, str]:
    said = {place: chosen.get(f"{word}-{place}", "") for place in range(len(sheets))}
    return {
        f"{sheet['file']}#{sheet['sheet']}": said[place]
        for place, sheet in enumerate(sheets)
        if said[place] and said[place] != sheet.get("kind", UNREAD)
    }
