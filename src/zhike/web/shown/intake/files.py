"""Which sheets were found, and what a person takes them for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from zhike.records.batch.source import WORDS
from zhike.web.shown.intake.words import LABELS, kind_said
from zhike.web.shown.source import PREFIX

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


def as_chosen(sheets: Sequence[dict[str, Any]], chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the sheets with what was chosen for them, while it is not kept yet."""
    return [
        sheet | {"kind": chosen.get(f"kind-{place}") or sheet["kind"]}
        for place, sheet in enumerate(sheets)
    ]


def typed_source(sent: Mapping[str, str]) -> dict[str, Any]:
    """Return what was typed of the source, as it stands, to be shown again beside what is wrong."""
    typed = {name: sent.get(f"{PREFIX}{name}", "") for name in WORDS}
    try:
        return typed | {"collected_on": date.fromisoformat(typed["collected_on"])}
    except ValueError:
        return typed | {"collected_on": None}


def _changed(
    sheets: Sequence[Mapping[str, Any]], chosen: Mapping[str, str], word: str
) -> dict[str, str]:
    said = {place: chosen.get(f"{word}-{place}", "") for place in range(len(sheets))}
    return {
        f"{sheet['file']}#{sheet['sheet']}": said[place]
        for place, sheet in enumerate(sheets)
        if said[place] and said[place] != sheet.get("kind", UNREAD)
    }
