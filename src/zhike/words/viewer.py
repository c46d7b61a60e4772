"""Who is looking, and what of the book that person may see right now."""

from dataclasses import dataclass, field
from typing import Literal

Scope = Literal["all", "team", "own"]


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person at the door, resolved to rights; made only by `access.viewer_for`."""

    account_id: int
    name: str
    role: str
    scope: Scope
    team_ids: frozenset[int] = frozenset()
    may: frozenset[str] = frozenset()

    def can(self, right: str) -> bool:
        """Say whether this person holds a right such as `import` or `see_full_phone`."""
        return right in self.may


@dataclass(frozen=True, slots=True)
class Sight:
    """The rows of the book one Viewer may see at this moment (`None` = every row)."""

    viewer: Viewer
    customer_ids: tuple[int, ...] | None = None
    said: str = field(default="全部客户", compare=False)

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is hidden from this sight."""
        return self.customer_ids is None
