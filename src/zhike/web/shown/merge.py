"""Customers that may be one, laid out side by side with what they would become."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from zhike.playbook.playbook import Playbook
from zhike.records.contact.lookups import contacts_of
from zhike.records.match.found import Group
from zhike.records.merge.fields import CHOSEN
from zhike.records.merge.lookups import Merging, Side
from zhike.records.said import money
from zhike.words.wording import NOTHING as NONE

FIELD_OF = {"industry_text": "industry", "owner_id": "owner"}
_PEOPLE = 4  # of one customer, named; the rest is counted


def group_lines(
    groups: Sequence[Group],
    here: Sequence[int],
    *,
    owners: Mapping[int, str],
    moved: Collection[int],
) -> list[dict[str, Any]]:
    """Return the list on the left: names, money, whose, how sure, which one is open.

    `moved` are the groups whose customer would stand in another class.
    """
    return [
        {
            "ids": joined(group.ids),
            "name": group.names[0] if group.names else NONE,
            "more": len(group.ids),
            "amount": money(group.amount_fen),
            "owners": list(dict.fromkeys(owners[one] for one in group.ids if one in owners)),
            "sure": sure_said(group.probability),
            "is_sure": group.is_sure,
            "later": group.later,
            "moved": group.id in moved,
            "relation": group.relation,
            "here": sorted(group.ids) == sorted(here),
        }
        for group in groups
    ]


def joined(ids: Sequence[int]) -> str:
    """Return ids as an address carries them."""
    return ",".join(map(str, ids))


def sure_said(probability: float) -> str:
    """Return a probability as people say it; nothing is ever quite sure."""
    if probability >= 0.9999:
        return ">99.99%"
    return f"{probability:.2%}" if probability >= 0.99 else f"{probability:.0%}"


def field_rows(
    merging: Merging, playbook: Playbook
) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """Return a row a field that would change something, and a line a field all agree on.

    A row has what each side says, whose is kept and, where sides differ, a choice; where only some
    have a value it is filled in. Fields that are empty everywhere are left out.
    """
    labels = {spec.name: spec.label for spec in playbook.fields("customers")}
    rows, equal = [], []
    for name in CHOSEN:
        said = [_said(name, side.values[name]) for side in merging.sides]
        words = {text for text in said if text != NONE}
        label = labels.get(FIELD_OF.get(name, name), name)
        if len(set(said)) > 1:
            rows.append(_row(merging, name, label, said) | {"differs": len(words) > 1})
        elif words:
            equal.append({"label": label, "said": words.pop()})
    return rows, equal


def _row(merging: Merging, name: str, label: str, said: Sequence[str]) -> dict[str, Any]:
    kept = _kept(merging, name)
    cells = [
        {"id": side.id, "text": text, "kept": side.id == kept}
        for side, text in zip(merging.sides, said, strict=True)
    ]
    after = next(cell["text"] for cell in cells if cell["kept"])
    return {"name": name, "label": label, "cells": cells, "after": after}


def _kept(merging: Merging, name: str) -> int:
    given = [side.id for side in merging.sides if side.values[name] not in (None, "")]
    return merging.take.get(name, given[0] if given else merging.survivor.id)


def _said(name: str, value: Any) -> str:
    if value in (None, ""):
        return NONE
    return money(value) if name.endswith("_fen") else str(value)


def people_lines(sides: Sequence[Side]) -> list[list[str]]:
    """Return for each side its first people as a line each, masked."""
    return [
        [" ".join(filter(None, (one.name, one.phone))) for one in contacts_of(side.id)[:_PEOPLE]]
        for side in sides
    ]
