"""What a rule that reads cells says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CellRule:
    """One rule: its id, what it does, how sure it is (0-1), cells with what they become.

    `version` counts up when the same cell would become something else. `shape` is the form of the
    cells it reads: folded capitals, then | and the unit of the head (12.5|万元). A rule that is
    `fixed` cannot be switched off: without it no cell could be read at all.
    """

    id: str
    does: str
    confidence: float
    examples: Mapping[str, str] = field(default_factory=dict)
    shape: str = ""
    version: int = 1
    unit: str = ""  # of the examples' head
    fixed: bool = False
