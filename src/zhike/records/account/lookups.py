"""Reading accounts, teams and roles."""

from dataclasses import dataclass

from zhike.records.account.models import Account, Role
from zhike.words.problem import Refused


@dataclass(frozen=True, slots=True)
class AccountRow:
    """What the door needs to know of an account."""

    id: int
    username: str
    name: str
    role: str
    scope: str
    rights: tuple[str, ...]
    team_id: int | None
    team: str


def account_row(account_id: int) -> AccountRow:
    """Return an active account; refuses when it is gone or closed."""
    found = Account.objects.select_related("role", "team").filter(pk=account_id, is_active=True)
    account = found.first()
    if account is None:
        raise Refused("这个账号已停用或不存在，请联系管理员。")
    return _row(account)


def account_by_login(username: str) -> AccountRow:
    """Return an active account by its login name, for the command line's `--as`."""
    found = Account.objects.select_related("role", "team")
    account = found.filter(username=username, is_active=True).first()
    if account is None:
        raise Refused(f"没有叫“{username}”的账号，请用 --as 指定已有的登录名。")
    return _row(account)


def first_administrator() -> AccountRow:
    """Return whom the command line acts as when nobody is named."""
    found = Account.objects.select_related("role", "team").filter(is_active=True, role__scope="all")
    account = found.order_by("id").first()
    if account is None:
        raise Refused("还没有管理员账号，请先运行 zhike demo 或 zhike serve。")
    return _row(account)


def people() -> list[AccountRow]:
    """Return every active account, for assigning and for matching 跟进人."""
    found = Account.objects.select_related("role", "team").filter(is_active=True)
    return [_row(account) for account in found.order_by("id")]


def owners_by_name() -> dict[str, int]:
    """Return account ids by the names people write in sheets; shared names are left out."""
    ids: dict[str, int | None] = {}
    for account in Account.objects.filter(is_active=True):
        for word in {account.name, account.username}:
            ids[word] = account.pk if word not in ids else None
    return {name: account_id for name, account_id in ids.items() if account_id is not None}


def _row(account: Account) -> AccountRow:
    return AccountRow(
        id=account.pk,
        username=account.username,
        name=account.name,
        role=account.role.name,
        scope=account.role.scope,
        rights=tuple(account.role.rights),
        team_id=account.team_id,
        team=account.team.name if account.team else "",
    )


def has_password(username: str) -> bool:
    """Say whether somebody can log in under this name."""
    account = Account.objects.filter(username=username, is_active=True).first()
    return account is not None and account.has_usable_password()


def login_row(account_id: int) -> Account:
    """Return the row Django's login wants; the one lookup that hands a model out."""
    return Account.objects.get(pk=account_id, is_active=True)


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What a role may see and do."""

    name: str
    scope: str
    rights: tuple[str, ...]


def roles() -> list[RoleRow]:
    """Return every role, the widest first."""
    width = {"all": 0, "team": 1, "own": 2}
    rows = [RoleRow(row.name, row.scope, tuple(row.rights)) for row in Role.objects.order_by("id")]
    return sorted(rows, key=lambda row: width[row.scope])
