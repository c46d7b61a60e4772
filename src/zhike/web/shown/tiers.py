"""Two schemes side by side: a table of counts, its corners, and the rules behind the letters."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from zhike.playbook.playbook import Playbook
from zhike.playbook.scoring import Scheme
from zhike.records.listing.crossing import Crossed
from zhike.records.said import money

APART = 2  # letters between the two before it is worth a look


def in_order(playbook: Playbook, names: Sequence[str]) -> list[str]:
    """Return the schemes in the playbook's order, others behind them."""
    known = [scheme.name for scheme in playbook.schemes]
    return sorted(names, key=lambda name: known.index(name) if name in known else len(known))


def words_of(playbook: Playbook, name: str, found: Sequence[str]) -> list[str]:
    """Return a scheme's letters from best to least, with those the run holds beside them."""
    scheme = next((one for one in playbook.schemes if one.name == name), None)
    known = [band.word for band in scheme.bands] if scheme else []
    return [*known, *sorted(set(found) - set(known))]


def table(
    crossed: Sequence[Crossed], a: str, b: str, *, rows: Sequence[str], columns: Sequence[str]
) -> list[dict[str, Any]]:
    """Return a line a letter of `a` with a cell a letter of `b`; each cell opens its customers."""
    counts = {(one.a, one.b): one for one in crossed}
    most = max((one.customers for one in crossed), default=1)
    return [
        {
            "word": word,
            "rank": place + 1,
            "cells": [
                _cell(counts.get((word, other)), a, b, most=most, apart=_far(place, at))
                for at, other in enumerate(columns)
            ],
            "total": sum(one.customers for one in crossed if one.a == word),
        }
        for place, word in enumerate(rows)
    ]


def _cell(one: Crossed | None, a: str, b: str, *, most: int, apart: bool) -> dict[str, Any]:
    if one is None:
        return {"count": 0}
    query = urlencode({"tier": f"{a}:{one.a},{b}:{one.b}"})
    return {
        "count": one.customers,
        "amount": money(one.amount_fen),
        "url": f"{reverse('customers')}?{query}",
        "shade": round(4 + 26 * one.customers / most),
        "apart": apart,
    }


def _far(place: int, other: int) -> bool:
    return abs(place - other) >= APART


def far_pairs(rows: Sequence[str], columns: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs of letters that stand far apart in the two schemes."""
    return [
        (word, other)
        for place, word in enumerate(rows)
        for at, other in enumerate(columns)
        if _far(place, at)
    ]


def rules_of(playbook: Playbook, name: str) -> dict[str, Any]:
    """Return how a scheme comes to its letters: its own words, cut-offs and factors."""
    scheme = next((one for one in playbook.schemes if one.name == name), None)
    model = next((one for one in playbook.score_models if one.scheme == name), None)
    return {
        "name": name,
        "said": scheme.said if scheme else "",
        "rule": scheme.rule if scheme else "",
        "bands": _bands(scheme) if scheme else [],
        "model": model.said if model else "",
    }


def _bands(scheme: Scheme) -> list[dict[str, str]]:
    return [
        {
            "word": band.word,
            "said": band.said,
            "from": f"≥ {band.at_least:,.0f}" if band.at_least is not None else _("其余"),
        }
        for band in scheme.bands
    ]
