"""What is wrong, one line a cause: what it is, how often, and how all of it is mended at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhike.clean.causes import OWNER, WORD
from zhike.collect.orders import ORDERS
from zhike.playbook.playbook import Playbook
from zhike.records.said import said
from zhike.words.mending import PLACEHOLDER
from zhike.words.problem import Refused

NOTHING = "-"  # chosen where a text means nothing, or a name nobody yet
SEEN = 3  # values named in a line


def unanswered(
    groups: Sequence[Mapping[str, Any]], mending: Mapping[str, Any]
) -> list[Mapping[str, Any]]:
    """Return the groups nobody answered yet: also while a large batch is being judged anew."""
    words = {tuple(word[:2]) for word in mending.get("words", ())}
    owners = mending.get("owners", {})
    return [
        group
        for group in groups
        if not (group["fix"] == WORD and (group["path"], group["value"]) in words)
        and not (group["fix"] == OWNER and group["value"] in owners)
    ]


def chips(groups: Sequence[Mapping[str, Any]], *, here: str, cause: str) -> list[dict[str, Any]]:
    """Return the causes with how many cells each has, the most first; the chosen one is marked."""
    counted: dict[str, int] = {}
    for group in groups:
        counted[group["cause"]] = counted.get(group["cause"], 0) + group["times"]
    found = [
        {"label": said(name), "count": number, "here": name == cause, "url": f"{here}?cause={name}"}
        for name, number in sorted(counted.items(), key=lambda item: -item[1])
    ]
    every = {"label": _("全部"), "count": sum(counted.values()), "here": not cause, "url": here}
    return [every, *found] if found else []


def lines(
    groups: Sequence[Mapping[str, Any]],
    *,
    chosen: str,
    playbook: Playbook,
    people: Sequence[tuple[str, str]],
) -> list[dict[str, Any]]:
    """Return the groups as collect/cause.html shows each; `people` are logins with names."""
    return [_line(group, chosen, playbook, dict(people)) for group in groups]


def _line(
    group: Mapping[str, Any], chosen: str, playbook: Playbook, people: Mapping[str, str]
) -> dict[str, Any]:
    fix, unordered = group["fix"], group["value"] in ORDERS
    several = len({place["value"] for place in group["places"]}) > 1
    told_of_one = several and f"“{group['places'][0]['value']}”" in group["message"]
    listed = fix == WORD and not unordered and _is_listed(group["path"], playbook)
    return {
        **group,
        "here": group["id"] == chosen,
        "named": fix in (WORD, OWNER) and not unordered,
        "choices": _owners(group, people) if fix == OWNER else _words(group),
        "typed": fix == WORD and not unordered and not listed,
        "learnable": listed or (fix == WORD and _is_industry(group["path"], playbook)),
        "reject": group["severity"] == "reject",
        "label": said(group["cause"]),
        "placed": any(place["row"] for place in group["places"]),
        "seen": _seen(group) if several else "",
        "said": _("分不清年月日的先后，请选一种") if unordered
        else "" if told_of_one or fix in (WORD, OWNER) else group["message"],
    }  # fmt: skip


def _words(group: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(word, said(word)) for word in group["choices"]]


def _is_listed(path: str, playbook: Playbook) -> bool:
    """Say whether a field knows only the words of a list, so that nothing else need be typed."""
    try:
        field = playbook.field(path)
    except Refused:
        return False
    return bool(field.vocabulary) or field.kind == "yes_no"


def _is_industry(path: str, playbook: Playbook) -> bool:
    """Say whether a field holds industries, whose words a team has its own way of saying."""
    try:
        return playbook.field(path).kind == "industry"
    except Refused:
        return False


def _owners(group: Mapping[str, Any], people: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what an unknown colleague may be: nobody yet, a new account, one of these people."""
    ways = [(NOTHING, _("待分配")), (PLACEHOLDER, _("建一个占位账号"))]
    return [*ways, *((login, people.get(login, login)) for login in group["choices"])]


def _seen(group: Mapping[str, Any]) -> str:
    values = dict.fromkeys(place["value"] for place in group["places"] if place["value"])
    return _("、").join(list(values)[:SEEN])
