"""Putting the own company in the demo's place."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.account.models import Account, Role, Team
from zhike.records.company.models import Company
from zhike.records.company.plan import Person, Plan
from zhike.records.history.changes import write_line
from zhike.records.job.models import Job
from zhike.records.revision.changes import next_rev
from zhike.records.rows import delete_rows
from zhike.words.problem import Refused

KEEPER = "管理员"


@transaction.atomic
def settle_company(plan: Plan, *, errand: str, at: datetime) -> int:
    """Make the plan's teams and people and take all others out; returns the first administrator.

    The book has to be empty by now. The errand that does it stays, as the administrator's. Safe
    to call again.
    """
    teams = {name: Team.objects.get_or_create(name=name)[0].pk for name in plan.teams}
    ids = [_settle(person, teams, at) for person in plan.people]
    keeper = Account.objects.filter(pk__in=ids, role__name=KEEPER).order_by("id").first()
    if keeper is None:
        raise Refused(_("新公司里没有管理员，没有人能登录后管理账号。"))
    Job.objects.exclude(errand=errand).delete()
    Job.objects.update(by_id=keeper.pk)
    delete_rows(Account, list(Account.objects.exclude(pk__in=ids).values_list("id", flat=True)))
    delete_rows(
        Team, list(Team.objects.exclude(pk__in=teams.values()).values_list("id", flat=True))
    )
    Company.objects.all().delete()
    row = Company.objects.create(name=plan.company, trade=plan.trade, since=at)
    after = {"name": plan.company, "trade": plan.trade, "people": len(ids)}
    write_line("换成自己的公司", "company", row.pk, by=keeper.pk, at=at, after=after)
    next_rev()
    return keeper.pk


def _settle(person: Person, teams: dict[str, int], at: datetime) -> int:
    """Make an account, or make it anew where the demo used the same login name."""
    values = {
        "name": person.name,
        "role": Role.objects.get(name=person.role),
        "team_id": teams.get(person.team),
        "password": person.password,
        "is_active": True,
        "created_at": at,
    }
    account, _ = Account.objects.update_or_create(username=person.username, defaults=values)
    return account.pk
