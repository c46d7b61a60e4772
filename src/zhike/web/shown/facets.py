"""The values of a column, laid out: near ones in groups, then all by how often they are there."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from zhike.clean.industry import find_industry
from zhike.clean.near_values import Standard, near_values
from zhike.playbook.playbook import Playbook
from zhike.records.facet.columns import Column
from zhike.records.listing.grid import EQUALS

LISTED = 300  # values of one page; the rest is rarer


def groups_shown(
    counts: Mapping[str, int], column: Column, playbook: Playbook
) -> list[dict[str, Any]]:
    """Return the groups of near-equal values, each value with its count, and what is proposed."""
    return [
        {
            "values": [(value, counts[value], value == near.into) for value in near.values],
            "into": near.into,
            "rows": sum(counts[value] for value in near.values),
        }
        for near in near_values(counts, standard=_standard(column, playbook))
    ]


def _standard(column: Column, playbook: Playbook) -> Standard | None:
    """Return what says the standard word: the field's list, or the classes of industries."""
    if column.spec.vocabulary:
        return playbook.vocabulary(column.spec.vocabulary).standard
    if column.spec.kind != "industry":
        return None

    def known(text: str) -> str | None:
        found = find_industry(text, playbook.industry_codes).industry
        return str(found) if found else None

    return known


def values_shown(counts: Mapping[str, int], column: Column) -> list[dict[str, Any]]:
    """Return the commonest values with their count, share and, where there is one, their list."""
    most = max(counts.values(), default=1)
    listed = column.stored in EQUALS and column.spec.noun == "customers"
    return [
        {
            "value": value,
            "count": n,
            "part": round(100 * n / most, 1),
            "url": f"{reverse('customers')}?{urlencode({column.stored: value})}" if listed else "",
        }
        for value, n in list(counts.items())[:LISTED]
    ]
