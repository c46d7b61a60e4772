"""Counts of tiers, segments, classes and tags, each with the list of customers behind it."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from zhike.analyse.rfm import SEGMENTS
from zhike.playbook.playbook import Playbook
from zhike.records.listing.tallies import Tallies, Tally
from zhike.records.said import money
from zhike.words.wording import percent


def schemes_shown(tallies: Tallies, playbook: Playbook) -> list[dict[str, Any]]:
    """Return a block a tier scheme, side by side under their own names (E-02)."""
    order = {scheme.name: place for place, scheme in enumerate(playbook.schemes)}
    said = {scheme.name: scheme for scheme in playbook.schemes}
    names = sorted(tallies.tiers, key=lambda name: order.get(name, len(order)))
    return [
        {
            "name": name,
            "said": said[name].said if name in said else "",
            "rule": said[name].rule if name in said else "",
            "lines": lines(
                _in_order(tallies.tiers[name], [b.word for b in said[name].bands])
                if name in said
                else tallies.tiers[name],
                filter_of=lambda word, name=name: {"tier": f"{name}:{word}"},
            ),
            "unscored": tallies.unscored.get(name, 0),
        }
        for name in names
    ]


def segments_shown(tallies: Tallies) -> list[dict[str, Any]]:
    """Return the RFM segments, the important ones first."""
    words = [word for word in SEGMENTS if any(t.word == word for t in tallies.segments)]
    return lines(_in_order(tallies.segments, words), filter_of=lambda word: {"segment": word})


def _in_order(tallies: Sequence[Tally], words: Sequence[str]) -> list[Tally]:
    """Return the tallies in the order of the scheme; a word nobody has is shown as 0."""
    found = {tally.word: tally for tally in tallies}
    named = [found.pop(word, Tally(word, 0)) for word in words]
    return [*named, *found.values()]


def lines(
    tallies: Sequence[Tally], *, filter_of: Any, of: int | None = None
) -> list[dict[str, Any]]:
    """Return bars: word, count, share of `of` (by default of all counted), amount, its list."""
    total = of or sum(tally.customers for tally in tallies)
    return [
        {
            "word": tally.word,
            "customers": tally.customers,
            "share": 100 * tally.customers / total if total else 0,
            "share_said": percent(tally.customers / total) if total else "—",
            "amount": "" if tally.amount_fen is None else money(tally.amount_fen),
            "url": f"{reverse('customers')}?{urlencode(filter_of(tally.word))}",
            "rank": place + 1,
        }
        for place, tally in enumerate(tallies)
    ]
