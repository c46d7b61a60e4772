"""What forbids to call one pair the same customer, as `vetoed` says it of many."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zhike.clean.matching.conditions import Condition, Form, equal, shared
from zhike.clean.matching.one_place import apart
from zhike.clean.matching.relations import (
    BRANCH,
    HEADQUARTERS,
    SAID,
    SAME_PERSON,
    SAME_PHONE,
    SISTER,
)

Levels = Mapping[str, int]
_BRAND, _EXACT = 1, 3  # levels of a firm's name
_REACHED = ("mobile", "switchboard", "email", "address")
_SHARED = shared("mobiles")


@dataclass(frozen=True, slots=True)
class Held:
    """A veto that holds for a pair: its name, its sentence, and what the two may be instead."""

    veto: str
    said: str
    relation: str | None = None


def veto_of(one: Form, other: Form, levels: Levels, *, is_person: bool) -> Held | None:
    """Return the first veto that holds; `levels` are Splink's numbers of each comparison's."""
    if is_person:
        return _of_persons(one, other, levels)
    if not _one("credit_code", one, other):
        return next(filter(None, (veto(one, other, levels) for veto in _FIRMS)), None)
    return _branch(one, other, levels)


def _name(one: Form, other: Form, levels: Levels) -> Held | None:
    if levels["name"]:
        return None
    same_person = _SHARED.holds(one, other) and not _kin(one, other)
    return Held("name", SAID["name"], SAME_PERSON if same_person else None)


def _branch(one: Form, other: Form, _levels: Levels) -> Held | None:
    if one["branch"] == other["branch"]:
        return None
    said = SAID["branch"].format(one["branch"] or HEADQUARTERS, other["branch"] or HEADQUARTERS)
    return Held("branch", said, BRANCH if _kin(one, other) else None)


def _credit_code(one: Form, other: Form, _levels: Levels) -> Held | None:
    if not _two("credit_code", one, other):
        return None
    sister = _kin(one, other) and _tied(one, other) and not _one("core", one, other)
    return Held("credit_code", SAID["credit_code"], SISTER if sister else None)


def _trade(one: Form, other: Form, levels: Levels) -> Held | None:
    if not (_two("trade", one, other) and _BRAND <= levels["name"] < _EXACT):
        return None
    said = SAID["trade"].format(one["trade"], other["trade"])
    return Held("trade", said, _sister(one, other))


def _group(one: Form, other: Form, _levels: Levels) -> Held | None:
    if not _two("form", one, other):
        return None
    return Held("group", SAID["group"], _sister(one, other))


def _city(one: Form, other: Form, _levels: Levels) -> Held | None:
    named_apart = apart(one["named"], other["named"])
    if not _cities_differ(one, other, named_apart=named_apart):
        return None
    slip = not named_apart and _one("core", one, other) and _tied_twice(one, other)
    return None if slip else Held("city", SAID["city"], _sister(one, other))


def _short(_one_side: Form, _other: Form, levels: Levels) -> Held | None:
    return Held("short", SAID["short"]) if levels["name"] == _BRAND else None


_FIRMS: tuple[Callable[[Form, Form, Levels], Held | None], ...] = (
    _name,
    _branch,
    _credit_code,
    _trade,
    _group,
    _city,
    _short,
)


def _of_persons(one: Form, other: Form, levels: Levels) -> Held | None:
    if levels["name"] == 0:
        same_phone = SAME_PHONE if _SHARED.holds(one, other) else None
        return Held("name", SAID["person"], same_phone)
    if not any(levels[name] > 0 for name in _REACHED):
        return Held("reach", SAID["reach"])
    return None


def _one(column: str, one: Form, other: Form) -> bool:
    """Say whether both sides have the same value."""
    return one[column] is not None and one[column] == other[column]


def _two(column: str, one: Form, other: Form) -> bool:
    """Say whether both sides have a value, and not the same."""
    return None not in (one[column], other[column]) and one[column] != other[column]


def _any(conditions: tuple[Condition, ...], one: Form, other: Form) -> bool:
    return any(condition.holds(one, other) for condition in conditions)


_KIN = (equal("core"), equal("brand"), equal("sound"))
_TIES = (_SHARED, shared("switchboards"), shared("contacts"), equal("domain"), equal("email"))
_TIES_TWICE = (
    _SHARED & shared("contacts"),
    _SHARED & equal("email"),
    shared("switchboards") & shared("contacts"),
    equal("address"),
)


def _kin(one: Form, other: Form) -> bool:
    return _any(_KIN, one, other)


def _tied(one: Form, other: Form) -> bool:
    return _any(_TIES, one, other)


def _tied_twice(one: Form, other: Form) -> bool:
    return _any(_TIES_TWICE, one, other)


def _sister(one: Form, other: Form) -> str | None:
    return SISTER if _kin(one, other) and _tied(one, other) else None


def _cities_differ(one: Form, other: Form, *, named_apart: bool) -> bool:
    """Say whether no place of one side goes with any place of the other."""
    sides = [(one[a], other[b]) for a in ("named", "place") for b in ("named", "place")]
    compared = [(a, b) for a, b in sides if None not in (a, b)]
    return named_apart or bool(compared and all(apart(a, b) for a, b in compared))
