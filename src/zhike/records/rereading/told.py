"""What a rereading found, as its asker may see it now: own rows only, masked where pages mask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.playbook.playbook import Playbook
from zhike.records.cell_rule.lookups import is_masked, shape_of
from zhike.records.entry.rights import rows_for
from zhike.words.viewer import Viewer

Line = dict[str, Any]
_HIDDEN = ("raw", "before", "after")


@dataclass(frozen=True, slots=True)
class Told:
    """Values that would change or did, and values somebody wrote since."""

    samples: list[Line]
    since: list[Line]


def told_for(viewer: Viewer, found: Mapping[str, Any], *, playbook: Playbook) -> Told:
    """Return the lines of a job's answer whose records the Viewer may see now."""
    both = {name: found.get(name, []) for name in ("samples", "since")}
    seen = _seen(viewer, [line for lines in both.values() for line in lines])
    mine = {
        name: [_masked(line, playbook) for line in lines if (line["noun"], line["id"]) in seen]
        for name, lines in both.items()
    }
    return Told(mine["samples"], mine["since"])


def _seen(viewer: Viewer, lines: Sequence[Line]) -> set[tuple[str, int]]:
    found: set[tuple[str, int]] = set()
    for noun in {line["noun"] for line in lines}:
        ids = [line["id"] for line in lines if line["noun"] == noun]
        rows = rows_for(viewer, noun).filter(pk__in=ids).values_list("pk", flat=True)
        found |= {(noun, record_id) for record_id in rows}
    return found


def _masked(line: Line, playbook: Playbook) -> Line:
    if not is_masked(playbook, line["path"]):
        return line
    return line | {name: shape_of(line[name]) for name in _HIDDEN}
