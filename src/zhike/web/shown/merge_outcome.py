"""What a merge would change in figures and classes, and what all open merges would."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.records.match.found import Group
from zhike.records.merge.lookups import Merging
from zhike.records.said import money
from zhike.records.score.abc_steps import AbcSteps
from zhike.words.wording import NOTHING as NONE
from zhike.words.wording import count

SCHEME = "金额档"  # the tier that amounts alone decide


def outcome(merging: Merging, playbook: Playbook, steps: AbcSteps) -> list[dict[str, Any]]:
    """Return what merging changes: counts before and after, and the classes by amount."""
    sides = merging.sides
    contacts = [side.contacts for side in sides]
    lines = [
        _line(_("订单"), [side.orders for side in sides]),
        _line(_("跟进"), [side.follow_ups for side in sides]),
        _line(_("联系人"), contacts, sum(contacts) - merging.shared_phones),
    ]
    amounts = [side.amount_fen or 0 for side in sides]
    before, after = " + ".join(map(money, amounts)), money(sum(amounts))
    lines.append({"label": _("近12个月金额"), "before": before, "after": after, "moved": False})
    if steps.a_fen is not None:
        classes = [_class(steps, side.amount_fen) for side in sides]
        lines.append(_classed(_("ABC 分类"), classes, steps.of(sum(amounts)), amounts))
    tiers = [_tier(playbook, amount) for amount in amounts]
    lines.append(_classed(SCHEME, tiers, _tier(playbook, sum(amounts)), amounts))
    return lines


def _line(label: str, before: Sequence[int], after: int | None = None) -> dict[str, Any]:
    total = sum(before) if after is None else after
    said = " + ".join(map(count, before))
    return {"label": label, "before": said, "after": count(total), "moved": total != sum(before)}


def _classed(
    label: str, before: Sequence[str], after: str, amounts: Sequence[int]
) -> dict[str, Any]:
    """Return a line of classes; it has moved when the biggest side stood in another one."""
    biggest = before[max(range(len(amounts)), key=amounts.__getitem__)]
    said = " · ".join(before)
    return {"label": label, "before": said, "after": after, "moved": biggest != after}


def _class(steps: AbcSteps, amount_fen: int | None) -> str:
    """Return a class as the analysis gives it: who bought nothing has none."""
    return NONE if amount_fen is None else steps.of(amount_fen)


def _tier(playbook: Playbook, amount_fen: int) -> str:
    schemes = (scheme for scheme in playbook.schemes if scheme.name == SCHEME)
    return next((scheme.tier(amount_fen / 100) for scheme in schemes), NONE)


def moved_by_merging(
    groups: Sequence[Group], amounts: Mapping[int, int | None], playbook: Playbook, steps: AbcSteps
) -> frozenset[int]:
    """Return the groups whose biggest customer would stand in another class or tier once merged."""
    found = []
    for group in groups:
        largest = max((amounts.get(one) or 0 for one in group.ids), default=0)
        before, after = (
            (steps.of(fen), _tier(playbook, fen)) for fen in (largest, group.amount_fen)
        )
        found += [group.id] if largest < group.amount_fen and before != after else []
    return frozenset(found)
