"""Accounts as commands and the login page need them."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from zhike.records.account.changes import set_password
from zhike.records.account.lookups import (
    AccountRow,
    account_by_login,
    has_password,
    login_row,
    people,
)
from zhike.words.problem import Refused


def lacks_password(username: str) -> bool:
    """Say whether nobody can log in under this name yet."""
    known = any(person.username == username for person in people())
    return known and not has_password(username)


def give_password(username: str, password: str) -> None:
    """Set a password from the command line."""
    set_password(username, password, by=None, at=timezone.now())


CARDS = {  # who stands for a role on the demo's login page, and one sentence of that Monday
    "总经理": (
        "李敏",
        gettext_noop("看全公司，电话打码"),
        gettext_noop("九点前看完三条发现和上季度的账，挑一条追到底"),
    ),
    "销售经理": (
        "赵敏",
        gettext_noop("看本团队的客户，能分派"),
        gettext_noop("谁手上逾期最多，没人跟的线索分给谁"),
    ),
    "销售顾问": (
        "周小雨",
        gettext_noop("只看自己跟进的客户"),
        gettext_noop("答应过的、投诉的、快走的，一位接一位打完"),
    ),
    "客服主管": (
        "何静",
        gettext_noop("看全部客户，写问题单和跟进"),
        gettext_noop("谁的问题等得最久，物流的投诉是不是又多了"),
    ),
    "产品经理": (
        "林浩",
        gettext_noop("看全部客户，电话打码"),
        gettext_noop("客户这个月新提了什么，背后有多少钱"),
    ),
    "管理员": (
        "管理员",
        gettext_noop("看全部，管账号、导入和手册"),
        gettext_noop("上周导入的表有没有问题，有没有没做完的事"),
    ),
}
OTHERS = {"市场": "苏晴"}  # reached by the switch under the avatar


def demo_cards() -> list[dict[str, str]]:
    """Return a card a role: username, name, role, what it sees (sees), its Monday (says)."""
    return [
        {"username": person.username, "name": person.name, "role": role, "sees": sees, "says": says}
        for role, (name, sees, says) in CARDS.items()
        if (person := _standing_for(role, name))
    ]


def demo_roles() -> list[str]:
    """Return the roles the demo's avatar menu switches between."""
    return [*CARDS, *OTHERS]


def demo_username(role: str) -> str:
    """Return the login name of whoever stands for a role; refuses when nobody has it."""
    name = CARDS[role][0] if role in CARDS else OTHERS.get(role, "")
    person = _standing_for(role, name)
    if person is None:
        raise Refused(_("示例里没有角色是“%(role)s”的人，请换一个角色。") % {"role": role})
    return person.username


def _standing_for(role: str, name: str) -> AccountRow | None:
    having = [person for person in people() if person.role == role]
    return next((person for person in having if person.name == name), next(iter(having), None))


def demo_account(username: str) -> Any:
    """Return the account behind one card, for Django's login."""
    return login_row(account_by_login(username).id)
