"""Writing accounts, teams and roles."""

from datetime import datetime

from django.db import transaction

from zhike.records.account.models import Account, Role, Team
from zhike.records.history.changes import write_line
from zhike.records.revision.changes import next_rev

EVERYTHING = (
    "import", "undo", "export", "report", "analyse", "assign", "edit", "note", "see_full",
    "settings", "forms",
)  # fmt: skip
LOOKING = ("export", "report")
BUILTIN_ROLES = {  # what a role sees and may do; who may edit a customer may note what was said
    "管理员": ("all", EVERYTHING),
    "总经理": ("all", (*LOOKING, "analyse", "assign")),
    "销售经理": (
        "team", ("import", "undo", *LOOKING, "assign", "edit", "note", "see_full", "forms")
    ),
    "销售顾问": ("own", ("import", "report", "edit", "note", "see_full")),
    "客服主管": ("all", (*LOOKING, "note", "see_full", "forms")),
    "产品经理": ("all", LOOKING),
    "市场": ("all", (*LOOKING, "forms")),
}  # fmt: skip


@transaction.atomic
def ensure_roles() -> None:
    """Create the built-in roles that are missing (rules.md §4)."""
    for name, (scope, rights) in BUILTIN_ROLES.items():
        Role.objects.get_or_create(name=name, defaults={"scope": scope, "rights": list(rights)})


@transaction.atomic
def create_team(name: str, *, by: int | None, at: datetime) -> int:
    """Create a team and return its id; an existing one is returned as it is."""
    team, fresh = Team.objects.get_or_create(name=name)
    if fresh:
        write_line("新建团队", "team", team.pk, by=by, at=at, after={"name": name})
    return team.pk


@transaction.atomic
def create_account(  # noqa: PLR0913 - the sides of an account
    username: str,
    *,
    name: str,
    role: str,
    team_id: int | None = None,
    password: str | None = None,
    by: int | None,
    at: datetime,
) -> int:
    """Create an account and return its id; without a password nobody can log in as it."""
    account = Account(username=username, name=name, team_id=team_id, created_at=at)
    account.role = Role.objects.get(name=role)
    account.set_password(password)
    account.save()
    after = {"username": username, "name": name, "role": role}
    write_line("新建账号", "account", account.pk, by=by, at=at, after=after)
    return account.pk


@transaction.atomic
def move_account(
    account_id: int, *, role: str | None = None, team_id: int | None = None, by: int, at: datetime
) -> None:
    """Give an account another role or team; it counts from the next request on."""
    account = Account.objects.select_for_update().get(pk=account_id)
    before = {"role": account.role.name, "team_id": account.team_id}
    if role is not None:
        account.role = Role.objects.get(name=role)
    if team_id is not None:
        account.team_id, account.rev = team_id, next_rev()
    account.save()
    after = {"role": account.role.name, "team_id": account.team_id}
    write_line("调整账号", "account", account_id, by=by, at=at, before=before, after=after)


@transaction.atomic
def ensure_administrator(*, at: datetime) -> None:
    """Create the first administrator of a fresh home; nobody can log in as it yet."""
    if not Account.objects.exists():
        create_account("admin", name="管理员", role="管理员", by=None, at=at)


@transaction.atomic
def set_password(username: str, password: str, *, by: int | None, at: datetime) -> None:
    """Give an account a new password."""
    account = Account.objects.select_for_update().get(username=username)
    account.set_password(password)
    account.save(update_fields=["password"])
    write_line("设置密码", "account", account.pk, by=by, at=at)
