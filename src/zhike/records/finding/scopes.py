"""The scopes findings are made for: the whole book, each team, each person with customers."""

from collections.abc import Iterator
from dataclasses import dataclass

from zhike.records.customer.models import Customer
from zhike.records.customer.scope import settled
from zhike.words.viewer import Viewer

WHOLE = "all"


@dataclass(frozen=True, slots=True)
class Scope:
    """One scope: its key, whose customers a sentence says they are, and which."""

    key: str
    said: str
    customer_ids: tuple[int, ...]

    @property
    def is_one_person(self) -> bool:
        """Say whether these are the customers of one person."""
        return self.key.startswith("own:")


def narrow_scopes() -> Iterator[Scope]:
    """Yield each team and each person that has customers, as the book is now."""
    rows = Customer.objects.live().filter(settled(), owner__isnull=False).order_by("id")
    teams: dict[int, list[int]] = {}
    people: dict[int, list[int]] = {}
    for customer_id, owner_id, team_id in rows.values_list("id", "owner_id", "owner__team_id"):
        people.setdefault(owner_id, []).append(customer_id)
        if team_id:
            teams.setdefault(team_id, []).append(customer_id)
    for team_id, ids in teams.items():
        yield Scope(f"team:{team_id}", "本团队客户", tuple(ids))
    for owner_id, ids in people.items():
        yield Scope(f"own:{owner_id}", "您的客户", tuple(ids))


def scopes_of(viewer: Viewer) -> list[str]:
    """Return the scopes whose findings a Viewer is told."""
    if viewer.scope == "all":
        return [WHOLE]
    if viewer.scope == "team" and viewer.team_ids:
        return [f"team:{team_id}" for team_id in sorted(viewer.team_ids)]
    return [f"own:{viewer.account_id}"]
