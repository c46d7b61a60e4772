"""What a computed result was computed from, so that it can be computed again."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Stamp:
    """The last day counted, the change token of the data and the version of the playbook."""

    as_of: date
    token: int
    playbook_version: str

    def __str__(self) -> str:
        """Say it the way pages and files print it."""
        return f"数据截至 {self.as_of} · 数据版本 {self.token} · 手册 {self.playbook_version}"
