"""Customers that may be one, laid out side by side with what they would become."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.records.merge.fields import CHOSEN
from zhike.records.merge.lookups import Merging
from zhike.records.said import money
from zhike.words.wording import NOTHING as NONE
from zhike.words.wording import count

SCHEME = "金额档"  # the tier that amounts alone decide
FIELD_OF = {"industry_text": "industry", "owner_id": "owner"}


def group_lines(groups: Sequence[dict[str, Any]], here: Sequence[int]) -> list[dict[str, Any]]:
    """Return the list on the left: names, money, how sure, which one is open."""
    return [
        {
            "ids": ",".join(map(str, group["ids"])),
            "name": group["names"][0] if group["names"] else NONE,
            "more": len(group["ids"]),
            "amount": money(group["amount_fen"]),
            "is_sure": group["is_sure"],
            "later": group["later"],
            "here": sorted(group["ids"]) == sorted(here),
        }
        for group in groups
    ]


def field_rows(merging: Merging, playbook: Playbook) -> tuple[list[dict[str, Any]], int]:
    """Return a row a field that differs, with what each side says and whose is kept.

    The second number is how many fields are equal or empty everywhere.
    """
    labels = {spec.name: spec.label for spec in playbook.fields("customers")}
    rows, equal = [], 0
    for name in CHOSEN:
        said = [_said(name, side.values[name]) for side in merging.sides]
        if len({text for text in said if text != NONE}) < 2:
            equal += 1
            continue
        kept = _kept(merging, name)
        rows.append(
            {
                "name": name,
                "label": labels.get(FIELD_OF.get(name, name), name),
                "cells": [
                    {"id": side.id, "text": text, "kept": side.id == kept}
                    for side, text in zip(merging.sides, said, strict=True)
                ],
            }
        )
    return rows, equal


def _kept(merging: Merging, name: str) -> int:
    given = [side.id for side in merging.sides if side.values[name] not in (None, "")]
    return merging.take.get(name, given[0] if given else merging.survivor.id)


def _said(name: str, value: Any) -> str:
    if value in (None, ""):
        return NONE
    return money(value) if name.endswith("_fen") else str(value)


def outcome(merging: Merging, playbook: Playbook) -> list[dict[str, str]]:
    """Return what merging changes: counts before and after, and the tier by amount."""
    sides = merging.sides
    contacts = sum(side.contacts for side in sides)
    lines = [
        _line(_("订单"), [side.orders for side in sides], sum(side.orders for side in sides)),
        _line(_("跟进"), [s.follow_ups for s in sides], sum(s.follow_ups for s in sides)),
        _line(_("联系人"), [side.contacts for side in sides], contacts - merging.shared_phones),
    ]
    amounts = [side.amount_fen or 0 for side in sides]
    lines.append(
        {
            "label": _("近12个月金额"),
            "before": " + ".join(map(money, amounts)),
            "after": money(sum(amounts)),
        }
    )
    before = " · ".join(_tier(playbook, amount) for amount in amounts)
    tier = {"label": SCHEME, "before": before, "after": _tier(playbook, sum(amounts))}
    return [*lines, tier]


def _line(label: str, before: Sequence[int], after: int) -> dict[str, str]:
    return {"label": label, "before": " + ".join(map(count, before)), "after": count(after)}


def _tier(playbook: Playbook, amount_fen: int) -> str:
    schemes = (scheme for scheme in playbook.schemes if scheme.name == SCHEME)
    return next((scheme.tier(amount_fen / 100) for scheme in schemes), NONE)
