"""What each person carries: customers, open and late tasks, follow-ups of the week."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from zhike.records.account.models import Account
from zhike.records.customer.scope import of_mine
from zhike.records.interaction.models import Interaction
from zhike.records.listing.choices import customers_by_owner
from zhike.records.task.models import Task
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Load:
    """One person's load within the Viewer's rows."""

    account_id: int
    name: str
    team: str
    customers: int
    open: int
    late: int
    talks: int


def loads_for(viewer: Viewer, *, today: date, monday: date) -> list[Load]:
    """Return the people of the Viewer's teams who follow customers, the most late tasks first."""
    customers = customers_by_owner(viewer)
    open_now = Task.objects.filter(of_mine(viewer), state="待办")
    tasks = _by(open_now.values_list("owner_id"))
    late = _by(open_now.filter(due_on__lt=today).values_list("owner_id"))
    talks = Interaction.objects.live().filter(of_mine(viewer), happened_on__gte=monday)
    # By the day's index and counted here: grouping would make SQLite read every follow-up.
    talked = Counter(talks.order_by("happened_on").values_list("owner_id", flat=True))
    people = Account.objects.filter(is_active=True).select_related("team")
    if viewer.scope == "team":
        people = people.filter(Q(team_id__in=viewer.team_ids) | Q(pk__in=customers))
    found = [
        Load(
            account_id=person.pk,
            name=person.name,
            team=person.team.name if person.team else "",
            customers=customers.get(person.pk, 0),
            open=tasks.get(person.pk, 0),
            late=late.get(person.pk, 0),
            talks=talked.get(person.pk, 0),
        )
        for person in people.order_by("id")
        if person.pk in customers or person.pk in tasks
    ]
    return sorted(found, key=lambda load: (-load.late, -load.open, load.account_id))


def _by(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().annotate(n=Count("id")))
