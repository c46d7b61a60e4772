"""What is wrong with a cell or a row, said so that a person can mend it."""

from dataclasses import dataclass
from typing import Literal

from zhike.words.place import Place

Severity = Literal["reject", "warn"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where, what stood there, by which rule, and what to do."""

    place: Place
    value: str
    rule: str
    message: str
    severity: Severity = "warn"

    def as_json(self) -> dict[str, str | int]:
        """Return the shape scripts rely on (DESIGN §7)."""
        return {
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "column": self.place.column,
            "value": self.value,
            "rule": self.rule,
            "message": self.message,
        }


class Refused(Exception):
    """What was asked can't be done; the message says what, where and what to do instead."""
