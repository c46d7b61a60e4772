"""Accounts as commands and the login page need them."""

from typing import Any

from django.utils import timezone

from zhike.records.account.changes import set_password
from zhike.records.account.lookups import (
    AccountRow,
    account_by_login,
    has_password,
    login_row,
    people,
)


def lacks_password(username: str) -> bool:
    """Say whether nobody can log in under this name yet."""
    return not has_password(username)


def give_password(username: str, password: str) -> None:
    """Set a password from the command line."""
    set_password(username, password, by=None, at=timezone.now())


def demo_cards() -> list[dict[str, str]]:
    """Return the people of the demo, a card each: username, name, role, what they see."""
    return [
        {"username": p.username, "name": p.name, "role": p.role, "says": _says(p)} for p in people()
    ]


def _says(person: AccountRow) -> str:
    seen = {"all": "看全部客户，管账号和导入", "team": "看本团队的客户，能分派"}
    words = seen.get(person.scope, "只看自己跟进的客户")
    return f"{person.team} · {words}" if person.team else words


def demo_account(username: str) -> Any:
    """Return the account behind one card, for Django's login."""
    return login_row(account_by_login(username).id)
