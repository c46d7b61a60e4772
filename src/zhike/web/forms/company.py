"""The own company in the demo's place: its name, trade, teams, and people as a pasted list."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhike.clean.pinyin import initials
from zhike.records.account.changes import BUILTIN_ROLES
from zhike.records.said import lazy_said

KEEPER = "管理员"
TRADES = [
    (word, lazy_said(word))
    for word in ("通用", "制造业", "批发零售", "软件与订阅", "商务服务", "其他")
]
FIRST = "姓名"  # a head that came along with the paste
_PARTS = re.compile(r"\s*[,，\t、;；]\s*")
_LOGIN = re.compile(r"[A-Za-z0-9._@+-]{2,64}")


class CompanyForm(forms.Form):
    """What one page asks for; people are lines of 姓名,角色,团队[,登录名]."""

    company = forms.CharField(label=gettext_lazy("公司名称"), max_length=80)
    trade = forms.ChoiceField(
        label=gettext_lazy("行业"),
        choices=TRADES,
        help_text=gettext_lazy("其他行业的手册还在准备，暂用通用；以后可以换。"),
    )
    teams = forms.CharField(
        label=gettext_lazy("团队"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "用逗号隔开，例如 华东，华南，客服。下面名单里写到的团队会自动加上。"
        ),
    )
    people = forms.CharField(
        label=gettext_lazy("人员"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "一行一位：姓名，角色，团队，登录名。可以从表格里整块粘贴；登录名不写就用拼音首字母。"
        ),
    )

    def clean_teams(self) -> list[str]:
        """Return the teams named, each once."""
        named = re.split(r"[,，\n、;；\t]+", self.cleaned_data["teams"])
        return list(dict.fromkeys(name.strip() for name in named if name.strip()))

    def clean_people(self) -> list[dict[str, str]]:
        """Return the people; says by line what cannot be used."""
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines()]
        people, wrong = read_people(lines)
        if not wrong and not any(person["role"] == KEEPER for person in people):
            wrong = [
                _("名单里至少要有一位%(keeper)s，否则没有人能管账号和导入。") % {"keeper": KEEPER}
            ]
        if wrong:
            raise forms.ValidationError(wrong)
        return people

    def clean(self) -> dict[str, Any]:
        """Add the teams that only the list of people names."""
        said = super().clean() or {}
        if "people" in said:
            named = [person["team"] for person in said["people"] if person["team"]]
            said["teams"] = list(dict.fromkeys([*said.get("teams", []), *named]))
        return said


def read_people(lines: list[str]) -> tuple[list[dict[str, str]], list[str]]:
    """Return people as {name, role, team, username} and what is wrong, a sentence a line."""
    people: list[dict[str, str]] = []
    wrong: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line or line.startswith(FIRST):
            continue
        name, role, team, login = (*_PARTS.split(line), "", "", "", "")[:4]
        taken = {person["username"] for person in people}
        login = login or _free(initials(name) or f"user{number}", taken)
        if said := _wrong_with(name, role, login, taken):
            wrong.append(
                _("第 %(number)s 行“%(line)s”：%(said)s")
                % {"number": number, "line": line[:40], "said": said}
            )
            continue
        people.append({"name": name, "role": role, "team": team, "username": login})
    return people, wrong or ([] if people else [_("名单是空的，请至少写一位管理员。")])


def _wrong_with(name: str, role: str, login: str, taken: set[str]) -> str:
    if not name:
        return _("没有姓名。")
    if role not in BUILTIN_ROLES:
        return _("没有“%(role)s”这个角色，可用：%(builtin_roles)s。") % {
            "role": role or "—",
            "builtin_roles": _("、").join(BUILTIN_ROLES),
        }
    if not _LOGIN.fullmatch(login):
        return _("登录名“%(login)s”要用 2 到 64 个字母、数字或 . _ - @ +。") % {"login": login}
    if login in taken:
        return _("登录名“%(login)s”前面已经用过，请换一个。") % {"login": login}
    return ""


def _free(login: str, taken: set[str]) -> str:
    login = login if len(login) > 1 else f"{login}1"
    number, found = 2, login
    while found in taken:
        number, found = number + 1, f"{login}{number}"
    return found
