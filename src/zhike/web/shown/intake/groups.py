"""What is wrong, one line a cause: what it is, how often, and how all of it is mended at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.said import said
from zhike.web.shown.intake.problems import CAUSES
from zhike.words.mending import PLACEHOLDER, UNASSIGNED

MANY = 40  # choices that are typed rather than looked through
SEEN = 3  # values named in a line


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
    groups: Sequence[Mapping[str, Any]], *, cause: str, chosen: str, people: Sequence[tuple[str, str]]
) -> list[dict[str, Any]]:
    """Return the groups of a cause (all without one), as collect/group.html shows each."""
    wanted = [group for group in groups if not cause or group["cause"] == cause]
    return [_line(group, chosen, people) for group in wanted]


def _line(
    group: Mapping[str, Any], chosen: str, people: Sequence[tuple[str, str]]
) -> dict[str, Any]:
    fix = group["fix"]
    choices = _owners(people) if fix == "owner" else [(word, said(word)) for word in group["choices"]]
    return {
        **group,
        "here": group["id"] == chosen,
        "choices": choices,
        "typed": len(choices) > MANY,
        "reject": group["severity"] == "reject",
        "label": said(CAUSES.get(group["rule"], group["cause"])),
        "seen": _seen(group),
    }


def _owners(people: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return what an unknown colleague may be: nobody yet, a new account, one of these people."""
    ways = [(UNASSIGNED, _("待分配")), (PLACEHOLDER, _("建一个占位账号"))]
    return [*ways, *people]


def _seen(group: Mapping[str, Any]) -> str:
    values = dict.fromkeys(place["value"] for place in group["places"] if place["value"])
    return _("、").join(list(values)[:SEEN])
